FROM debian:bookworm

RUN apt-get update && apt-get install -y nginx-light
COPY site.conf /etc/nginx/conf.d/site.conf
COPY public /var/www/site
CMD ["nginx", "-g", "daemon off; error_log stderr;"]
