FROM golang:1.19-bookworm
RUN mkdir /app
ADD . /app/
WORKDIR /app
ENV CGO_ENABLED=0
RUN go build -ldflags "-s -w" -o main ./cmd/site
RUN adduser --system --no-create-home --disabled-login site
USER site
EXPOSE 8080
CMD ["/app/main", "-templates", "/app/templates"]
