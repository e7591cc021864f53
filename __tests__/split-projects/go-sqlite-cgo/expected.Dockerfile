FROM golang:1.22-bookworm AS builder
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=1 go build -o /usr/local/bin/feeds ./cmd/feeds

FROM debian:bookworm-slim
WORKDIR /src
COPY --from=builder /usr/local/bin/feeds /usr/local/bin/feeds
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
ENV FEEDS_DB=/data/feeds.db
RUN mkdir /data
VOLUME /data
EXPOSE 8080
CMD ["feeds"]
