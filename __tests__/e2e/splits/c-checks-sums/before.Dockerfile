FROM debian:bookworm-slim

RUN apt-get update && \
    apt-get install -y --no-install-recommends gcc libc6-dev make pkg-config zlib1g-dev && \
    rm -rf /var/lib/apt/lists/*

WORKDIR /opt/sums
COPY . .
RUN make -j"$(nproc)" CFLAGS="-O2 -Wall -Wextra"

RUN useradd --system --no-create-home sums
USER sums
ENTRYPOINT ["./sums"]
CMD ["/etc/debian_version"]
