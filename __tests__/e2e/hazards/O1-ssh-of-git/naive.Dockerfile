FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*
CMD ["sh", "-c", "git ls-remote ssh://127.0.0.1:9/r 2>&1 | grep -o refused || git ls-remote ssh://127.0.0.1:9/r"]
