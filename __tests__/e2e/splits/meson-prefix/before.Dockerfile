FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libcurl4-openssl-dev libsqlite3-dev meson ninja-build pkg-config && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN meson setup build --prefix=/opt/fetch && ninja -C build && ninja -C build install
ENTRYPOINT ["/opt/fetch/bin/fetch"]
