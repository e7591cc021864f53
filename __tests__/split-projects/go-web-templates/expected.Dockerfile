FROM golang:1.20 AS builder
WORKDIR /go/src/app
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o app

FROM debian:bookworm-slim
WORKDIR /go/src/app
COPY --from=builder /go/src/app/templates /go/src/app/templates
COPY --from=builder /go/src/app/static /go/src/app/static
COPY --from=builder /go/src/app/app /go/src/app/app
EXPOSE 3000
ENTRYPOINT ["./app"]
