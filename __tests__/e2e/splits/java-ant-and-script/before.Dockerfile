FROM debian:bookworm-slim
RUN mkdir -p /usr/share/man/man1 && apt-get update && apt-get install -y --no-install-recommends ant default-jdk-headless && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN chmod +x start.sh && ant -quiet jar
RUN useradd --system --create-home counter && chown -R counter:counter /app
USER counter
ENTRYPOINT ["./start.sh"]
