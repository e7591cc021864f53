FROM debian:bookworm AS builder

RUN apt-get update && apt-get install -y \
    build-essential \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY . .
RUN make

FROM debian:bookworm-slim

WORKDIR /app
COPY --from=builder /app/server /app/server
COPY --from=builder /app/www/index.html /app/www/index.html

EXPOSE 8080
CMD ["./server", "8080"]
