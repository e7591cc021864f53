FROM golang:1.22-bookworm as builder
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/app .

FROM debian:bookworm-slim
COPY --from=builder /usr/local/bin/app /usr/local/bin/app
WORKDIR /data
CMD ["app"]
