FROM golang:1.19 AS builder
WORKDIR /src
COPY . .

FROM builder AS test
RUN go test ./...

FROM builder AS build
RUN go build -o /usr/local/bin/hello .

FROM debian:12-slim
COPY --from=build /usr/local/bin/hello /usr/local/bin/hello
CMD ["hello"]
