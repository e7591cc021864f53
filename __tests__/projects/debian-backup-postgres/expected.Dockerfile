FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
      cron \
      gzip \
      postgresql-client \
      s3cmd \
    && rm -rf /var/lib/apt/lists/*
COPY backup.sh /backup.sh
COPY crontab /etc/cron.d/backup
RUN chmod +x /backup.sh
CMD ["cron", "-f", "-L", "15"]
