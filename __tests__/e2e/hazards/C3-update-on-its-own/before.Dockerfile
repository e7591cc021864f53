FROM debian:12-slim
RUN apt-get update
COPY list /srv/list
RUN apt-get install -y --no-install-recommends tree
CMD ["sh", "-c", "cat /srv/list; tree --version | head -c 4"]
