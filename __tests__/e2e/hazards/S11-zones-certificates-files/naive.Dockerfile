FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/clock .

FROM debian:12-slim
COPY --from=builder /usr/local/bin/clock /usr/local/bin/clock
CMD ["clock"]
