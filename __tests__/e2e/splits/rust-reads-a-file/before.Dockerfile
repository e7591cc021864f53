FROM rust:1.63-bookworm
WORKDIR /app
COPY . .
RUN cargo build --release
USER nobody
CMD ["./target/release/greet"]
