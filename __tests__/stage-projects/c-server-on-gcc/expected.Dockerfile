FROM gcc:12-bookworm AS build
WORKDIR /app
COPY . .
RUN make

FROM debian:bookworm-slim
WORKDIR /app
COPY --from=build /app/server .
COPY www www
EXPOSE 8080
CMD ["./server", "8080"]
