FROM debian:12

LABEL maintainer="ops@example.com"

ENV DEBIAN_FRONTEND=noninteractive
ENV BACKUP_DIR=/backup

# tools for the dump
RUN apt-get update
RUN apt-get install -y postgresql-client
RUN apt-get install -y rsync openssh-client gnupg

# we compress with zstd since 2021
RUN apt-get update && apt-get install -y zstd pv

RUN mkdir -p /backup
VOLUME /backup

COPY backup.sh /usr/local/bin/backup
RUN chmod +x /usr/local/bin/backup

ENTRYPOINT ["/usr/local/bin/backup"]
CMD ["--help"]
