FROM python:3.11-slim

RUN apt-get update && apt-get -y install cron

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY backup.py .
COPY crontab /etc/cron.d/backup
RUN chmod 0644 /etc/cron.d/backup && crontab /etc/cron.d/backup

CMD ["cron", "-f"]
