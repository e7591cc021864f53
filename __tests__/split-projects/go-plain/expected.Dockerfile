FROM golang:1.22 AS builder

WORKDIR /app
COPY . .
RUN go build -o main .

FROM debian:bookworm-slim

WORKDIR /app
COPY --from=builder /app/main /app/main

EXPOSE 8080
CMD ["./main"]
