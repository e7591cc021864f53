FROM php:8.2-cli-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends composer
WORKDIR /site
COPY . .
RUN composer install --no-dev --no-interaction
CMD ["php", "index.php"]
