FROM python:3.11
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev \
    && rm -rf /var/lib/apt/lists/*
RUN pip install psycopg2==2.9.10
RUN useradd --create-home watcher
USER watcher
WORKDIR /home/watcher
COPY --chown=watcher watch.py .
ENTRYPOINT ["python", "watch.py"]
