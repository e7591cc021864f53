FROM golang:1.21-bullseye AS builder

WORKDIR /build
COPY go.mod .
COPY . .
RUN go test ./... && go build -ldflags="-s -w" -o /usr/bin/wiki .

FROM debian:bullseye-slim

WORKDIR /build
COPY --from=builder /usr/bin/wiki /usr/bin/wiki

USER nobody
EXPOSE 8000
CMD ["/usr/bin/wiki"]
