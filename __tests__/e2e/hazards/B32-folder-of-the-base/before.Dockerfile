FROM golang:1.19
COPY greet.go greeting.txt ./
RUN go build -o /usr/local/bin/greet greet.go
CMD ["greet"]
