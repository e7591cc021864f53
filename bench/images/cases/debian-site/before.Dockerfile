# Landing page
FROM debian:12
MAINTAINER web@example.com

RUN apt-get update && apt-get upgrade -y
RUN apt-get install -y nginx gettext-base curl
RUN rm /etc/nginx/sites-enabled/default

COPY nginx.conf.template /etc/nginx/
COPY html/ /var/www/html/

ENV PORT=8080
EXPOSE 8080

HEALTHCHECK CMD curl -fsS http://localhost:$PORT/ > /dev/null

CMD envsubst '$PORT' < /etc/nginx/nginx.conf.template > /etc/nginx/conf.d/site.conf && nginx -g 'daemon off;'
