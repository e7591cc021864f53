FROM gcc:12 AS builder
COPY . /usr/src/myapp
WORKDIR /usr/src/myapp
RUN gcc -o myapp main.c

FROM debian:bookworm-slim
WORKDIR /usr/src/myapp
COPY --from=builder /usr/src/myapp/myapp /usr/src/myapp/myapp
CMD ["./myapp"]
