FROM php:8.2-cli-bookworm
RUN apt-get update && apt-get install -y composer git unzip
WORKDIR /app
COPY . .
RUN composer install --no-dev --no-interaction --optimize-autoloader
EXPOSE 8080
CMD php -S 0.0.0.0:$PORT -t public
