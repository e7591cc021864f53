FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN go build -o app .

FROM debian:12-slim
WORKDIR /src
COPY --from=builder /src/app ./
CMD ["./app"]
