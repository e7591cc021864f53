FROM golang:1.22 AS builder

WORKDIR /app

COPY . .

RUN go mod tidy

RUN go build -o binary

FROM debian:bookworm-slim

WORKDIR /app

COPY --from=builder /app/config.yaml /app/config.yaml
COPY --from=builder /app/migrations /app/migrations
COPY --from=builder /app/binary /app/binary
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/

EXPOSE 8080
ENTRYPOINT ["/app/binary"]
