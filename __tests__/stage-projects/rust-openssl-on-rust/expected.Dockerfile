FROM rust:1.75 AS build
WORKDIR /usr/src/fetch
COPY . .
RUN cargo build --release

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libssl3 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /usr/src/fetch/target/release/fetch .
CMD ["./fetch"]
