FROM rust:1.63

WORKDIR /usr/src/clock
COPY . .

RUN cargo build --release

EXPOSE 8000
CMD ["./target/release/clock"]
