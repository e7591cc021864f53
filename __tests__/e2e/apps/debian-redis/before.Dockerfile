FROM debian:12
RUN apt-get update && apt-get install -y redis-server
COPY check.sh /check.sh
CMD ["redis-server", "--port", "0", "--unixsocket", "/tmp/r.sock"]
