FROM golang:1.19 AS builder
ARG VERSION=dev
WORKDIR /src
COPY . .
RUN go build -ldflags "-X main.version=${VERSION}" -o /usr/local/bin/app .

FROM debian:12-slim
COPY --from=builder /usr/local/bin/app /usr/local/bin/app
ENV APP_VERSION=${VERSION}
CMD ["app"]
