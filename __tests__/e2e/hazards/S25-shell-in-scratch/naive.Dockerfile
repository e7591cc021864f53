FROM golang:1.19 AS builder
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /usr/local/bin/greet .

FROM scratch
COPY --from=builder /usr/local/bin/greet /usr/local/bin/greet
ENV NAME=Ada
CMD greet "$NAME"
