FROM rust:1.63-bookworm
WORKDIR /usr/src/serve
COPY . .
RUN cargo install --path .
CMD ["serve"]
