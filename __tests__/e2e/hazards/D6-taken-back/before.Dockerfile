FROM debian:12-slim
WORKDIR /srv
COPY . .
CMD ["cat", "logs/kept.log"]
