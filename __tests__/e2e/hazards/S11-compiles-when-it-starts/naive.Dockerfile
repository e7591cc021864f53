FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN go build -o /tmp/check .

FROM debian:12-slim
WORKDIR /src
COPY --from=builder /src /src
CMD ["go", "run", "."]
