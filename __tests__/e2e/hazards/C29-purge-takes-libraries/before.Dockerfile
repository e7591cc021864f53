FROM debian:12-slim
COPY version.c /src/
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libsqlite3-dev \
    && gcc -o /usr/local/bin/version /src/version.c -lsqlite3
CMD ["version"]
