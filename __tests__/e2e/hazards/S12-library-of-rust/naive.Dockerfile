FROM rust:1.63-bookworm AS builder
WORKDIR /app
COPY . .
RUN cargo build --release

FROM debian:12-slim
WORKDIR /app
COPY --from=builder /app/target/release/version target/release/version
CMD ["target/release/version"]
