FROM golang:1.19
WORKDIR /src
COPY . .
RUN go build -o /tmp/check .
CMD ["go", "run", "."]
