FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN go build -o /hello .

FROM debian:12
COPY --from=builder /hello /usr/local/bin/hello
CMD ["hello"]
