FROM debian:12
RUN apt-get update && apt-get install -y gcc libc6-dev libsqlite3-dev make pkg-config
WORKDIR /app
COPY Makefile server.c ./
RUN make
RUN useradd -r app && mkdir /data && chown app /data
USER app
CMD ["./server", "/data/notes.db"]
