FROM golang:1.22 AS builder

WORKDIR /app

COPY go.mod ./
RUN go mod download

COPY . ./
RUN go build -o /bin/server ./cmd/server
RUN go build -o /bin/worker ./cmd/worker

FROM debian:bookworm-slim

WORKDIR /app
COPY --from=builder /bin/server /bin/server
COPY --from=builder /bin/worker /bin/worker

EXPOSE 8080
CMD ["/bin/server"]
