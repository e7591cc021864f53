FROM golang:1.22-bookworm AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -o binary

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/config.yaml ./config.yaml
COPY --from=build /app/migrations ./migrations
COPY --from=build /app/binary ./binary
EXPOSE 8080
ENTRYPOINT ["/app/binary"]
