FROM rust:1.63-slim
WORKDIR /app
COPY . .
RUN --mount=type=cache,id=dockopt-test-c12,target=/app/target cargo build --release
CMD ["target/release/answer"]
