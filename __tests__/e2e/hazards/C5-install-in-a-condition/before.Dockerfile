FROM debian:12-slim
ARG EXTRA=yes
RUN if [ "$EXTRA" = yes ]; then apt-get update && apt-get install -y --no-install-recommends tree; fi
CMD ["sh", "-c", "ls /var/lib/apt/lists | wc -l; tree --version | head -c 4"]
