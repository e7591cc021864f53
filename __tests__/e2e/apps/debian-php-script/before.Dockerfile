FROM debian:12
RUN apt-get update && apt-get install -y php-cli php-mbstring
COPY app.php /app.php
CMD ["php", "/app.php"]
