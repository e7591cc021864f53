FROM php:8.2-cli

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        composer \
        git \
        unzip \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /usr/src/console
COPY composer.json composer.lock ./
COPY packages ./packages
RUN composer install --no-dev --no-interaction --no-progress --prefer-dist --no-autoloader

COPY . .
RUN composer dump-autoload --no-dev --classmap-authoritative \
    && mkdir -p var

RUN useradd --uid 1000 console && chown -R console:console /usr/src/console
USER console

ENTRYPOINT ["bin/console"]
CMD ["list"]
