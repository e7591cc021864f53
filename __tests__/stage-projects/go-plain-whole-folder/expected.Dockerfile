FROM golang:1.22 AS build
WORKDIR /go/src/app
COPY . .
RUN CGO_ENABLED=0 go build -o app .

FROM debian:12-slim
WORKDIR /go/src/app
COPY --from=build /go/src/app/app ./app
CMD ["./app"]
