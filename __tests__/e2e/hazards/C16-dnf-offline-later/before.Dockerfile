FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends rpm createrepo-c dnf zypper && rm -rf /var/lib/apt/lists/*
COPY greet.spec own.repo /srv/
RUN head -c 400000 /dev/urandom | base64 >> /srv/greet.spec && rpmbuild -bb /srv/greet.spec && mkdir -p /repo /etc/yum.repos.d /etc/zypp/repos.d && cp /root/rpmbuild/RPMS/noarch/*.rpm /repo \
    && createrepo_c /repo && cp /srv/own.repo /etc/yum.repos.d/ && cp /srv/own.repo /etc/zypp/repos.d/
RUN dnf -y install greet
RUN dnf --cacheonly repoquery greet > /list
CMD ["cat", "/list"]
