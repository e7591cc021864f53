FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /usr/local/bin/root .

FROM debian:12-slim
COPY --from=builder /usr/local/bin/root /usr/local/bin/root
CMD ["root"]
