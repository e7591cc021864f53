FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends rsync && rm -rf /var/lib/apt/lists/* \
    && cp /usr/share/doc/rsync/examples/rsyncd.conf /etc/rsyncd.conf
CMD ["sh", "-c", "test -s /etc/rsyncd.conf && echo there"]
