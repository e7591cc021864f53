FROM gcc:12-bookworm AS builder
WORKDIR /src
COPY . .
RUN make install

FROM debian:12-slim
COPY --from=builder /usr/local/bin/greet /usr/local/bin/greet
CMD ["greet"]
