FROM php:8.2-cli AS builder
RUN apt-get update && apt-get install -y git unzip && rm -rf /var/lib/apt/lists/*
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
WORKDIR /usr/src/app
COPY composer.json composer.lock ./
RUN composer install --no-dev --no-interaction --optimize-autoloader

FROM php:8.2-cli
WORKDIR /usr/src/app
COPY --from=builder /usr/src/app ./
COPY . .
CMD ["php", "worker.php"]
