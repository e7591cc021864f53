FROM golang:1.21 AS builder

# Set destination for COPY
WORKDIR /app

# Download Go modules
COPY go.mod go.sum ./
RUN go mod download

# Copy the source code
COPY *.go ./

# Build
RUN CGO_ENABLED=0 GOOS=linux go build -o /docker-gs-ping

FROM debian:bookworm-slim

WORKDIR /app

COPY --from=builder /docker-gs-ping /docker-gs-ping
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/

EXPOSE 8080

# Run
CMD ["/docker-gs-ping"]
