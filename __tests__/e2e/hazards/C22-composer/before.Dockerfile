FROM php:8.2-cli
RUN apt-get update && apt-get install -y --no-install-recommends composer unzip zip && rm -rf /var/lib/apt/lists/*
COPY greet /lib/greet
RUN mkdir /dist && cd /lib/greet && zip -q -r /dist/greet.zip .
COPY auth.json /root/.composer/auth.json
WORKDIR /app
COPY composer.json index.php ./
RUN composer install --no-interaction
CMD ["php", "index.php"]
