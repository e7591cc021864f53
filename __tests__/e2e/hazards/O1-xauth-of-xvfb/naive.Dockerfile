FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends xvfb && rm -rf /var/lib/apt/lists/*
CMD ["sh", "-c", "xvfb-run --auto-servernum echo hello; exit $?"]
