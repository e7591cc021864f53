FROM rust:1.63-slim-bookworm

WORKDIR /usr/src/lines
COPY Cargo.toml ./
# the crate alone first, so that what it needs is cached
RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release && rm -rf src

COPY . .
RUN touch src/main.rs && cargo build --release

ENTRYPOINT ["/usr/src/lines/target/release/lines"]
CMD ["--help"]
