FROM golang:1.19-bookworm

WORKDIR /app
COPY go.mod .
COPY . .
RUN go build -ldflags="-s -w" -o app ./cmd/site

ENV GREETING=ahoy
EXPOSE 8080
ENTRYPOINT ["./app"]
