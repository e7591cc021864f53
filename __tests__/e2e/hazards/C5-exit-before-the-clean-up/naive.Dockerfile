FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends tree; test -e /usr/bin/tree && exit 0; exit 1 && rm -rf /var/lib/apt/lists/* && rm /usr/bin/missing
CMD ["sh", "-c", "ls /var/lib/apt/lists > /tmp/l; test -s /tmp/l || echo gone"]
