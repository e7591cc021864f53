FROM python:3.11-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
RUN pip install netifaces==0.11.0
RUN useradd --create-home watcher
USER watcher
WORKDIR /home/watcher
COPY --chown=watcher watch.py .
ENTRYPOINT ["python", "watch.py"]
