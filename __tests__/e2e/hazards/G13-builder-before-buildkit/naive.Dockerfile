FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build go build -o /usr/local/bin/hello .

FROM debian:12-slim
COPY --from=builder /usr/local/bin/hello /usr/local/bin/hello
CMD ["hello"]
