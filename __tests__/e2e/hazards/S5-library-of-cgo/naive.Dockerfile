FROM golang:1.19 AS builder
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/version .

FROM debian:12-slim
COPY --from=builder /usr/local/bin/version /usr/local/bin/version
CMD ["version"]
