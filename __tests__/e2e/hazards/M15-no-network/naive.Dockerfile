FROM debian:12-slim
RUN --network=none apt-get update \
    && { apt-get install -y --no-install-recommends tree --print-uris > /uris; rm -rf /var/lib/apt/lists/*; }
CMD ["sh", "-c", "grep -c /tree_ /uris"]
