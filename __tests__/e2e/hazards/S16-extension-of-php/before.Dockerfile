FROM php:8.2-cli
RUN apt-get update && apt-get install -y --no-install-recommends php8.2-bcmath && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY index.php ./
CMD ["php", "index.php"]
