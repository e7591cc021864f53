FROM python:3.11-slim
RUN apt-get update && apt-get install -y cron
WORKDIR /app
COPY crontab /etc/cron.d/app
COPY report.py .
RUN chmod 0644 /etc/cron.d/app && crontab /etc/cron.d/app
CMD ["cron", "-f"]
