FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends tree && rm -rf /var/lib/apt/lists/*
RUN useradd app && mkdir /data
USER app
RUN tree --version > /tmp/version
USER root
RUN apt-get install -y --no-install-recommends jq
CMD ["jq", "-n", "1"]
