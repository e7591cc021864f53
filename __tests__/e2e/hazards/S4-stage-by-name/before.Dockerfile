FROM golang:1.19 AS app
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/hello .
CMD ["hello"]
