FROM debian:bookworm AS builder

RUN apt-get update && apt-get install -y --no-install-recommends \
      autoconf \
      automake \
      gcc \
      libc6-dev \
      make \
      zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*

COPY . /usr/src/crcsum
WORKDIR /usr/src/crcsum
RUN autoreconf -i \
    && ./configure \
    && make \
    && make install

FROM debian:bookworm-slim

WORKDIR /usr/src/crcsum
COPY --from=builder /usr/local /usr/local

ENTRYPOINT ["crcsum"]
