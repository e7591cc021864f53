FROM rust:1.79-slim

WORKDIR /usr/src/counter
COPY . .

RUN cargo install --path .

CMD ["counter"]
