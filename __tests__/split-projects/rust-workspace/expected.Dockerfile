FROM rust:1.80-bookworm AS builder

WORKDIR /app
COPY Cargo.toml Cargo.lock ./
COPY crates ./crates
RUN cargo build --release -p server

FROM debian:bookworm-slim

WORKDIR /app
COPY --from=builder /app/target/release/server /app/target/release/server

EXPOSE 8080
CMD ["/app/target/release/server"]
