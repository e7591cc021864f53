FROM golang:1.19
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/greet . && go run ./tool > /etc/greet.conf
CMD ["greet"]
