FROM python:3.11-slim

RUN groupadd -r celery && useradd -r -g celery celery

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY tasks.py .

USER celery
CMD ["celery", "-A", "tasks", "worker", "--loglevel=info"]
