FROM rust:1.63-slim
WORKDIR /app
COPY . .
RUN cargo build --release
CMD ["target/release/answer"]
