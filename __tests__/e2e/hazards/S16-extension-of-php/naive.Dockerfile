FROM php:8.2-cli AS builder
RUN apt-get update && apt-get install -y --no-install-recommends php8.2-bcmath && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY index.php ./

FROM php:8.2-cli
WORKDIR /app
COPY --from=builder /app /app
CMD ["php", "index.php"]
