FROM rust:1.63-bookworm
WORKDIR /app
COPY . .
RUN cargo build --release && cp target/release/clock target/release/alarm /usr/local/bin/
CMD ["clock"]
