FROM php:8.2-apache-bookworm
WORKDIR /var/www/html
RUN a2enmod rewrite
RUN apt-get update \
    && apt-get install -y --no-install-recommends composer git unzip sqlite3 \
    && rm -rf /var/lib/apt/lists/*
COPY composer.json composer.lock ./
COPY packages packages
RUN composer install --no-dev --no-scripts --no-autoloader

COPY . .
RUN composer dump-autoload --optimize
RUN chown -R www-data:www-data /var/www/html
USER www-data
CMD ["php", "public/index.php"]
