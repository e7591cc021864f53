FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/greet . && go run ./tool > /etc/greet.conf

FROM debian:12-slim
COPY --from=builder /usr/local/bin/greet /usr/local/bin/greet
CMD ["greet"]
