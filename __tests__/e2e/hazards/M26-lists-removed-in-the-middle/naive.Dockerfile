FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends tree && rm -rf /var/lib/apt/lists/* \
    && apt-get install -y --no-install-recommends jq && rm -rf /var/lib/apt/lists/* && apt-get purge -y tree
CMD ["jq", "-n", "1"]
