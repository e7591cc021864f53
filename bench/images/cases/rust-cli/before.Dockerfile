FROM rust:1.63 as build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY src ./src
RUN cargo install --path . --root /usr/local
ENTRYPOINT ["count-lines"]
