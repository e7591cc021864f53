FROM rust:1.79 AS builder

WORKDIR /app

COPY . .

RUN cargo build --release

FROM debian:bookworm-slim

WORKDIR /app

COPY . .

COPY --from=builder /app/target/release/pages /app/target/release/pages

EXPOSE 8080
CMD ["./target/release/pages"]
