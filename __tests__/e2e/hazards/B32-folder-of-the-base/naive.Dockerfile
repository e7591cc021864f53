FROM golang:1.19 AS builder
COPY greet.go greeting.txt ./
RUN go build -o /usr/local/bin/greet greet.go

FROM debian:12-slim
COPY --from=builder /usr/local/bin/greet /usr/local/bin/greet
CMD ["greet"]
