FROM golang:1.19
WORKDIR /src
COPY . .
RUN go build -buildvcs=false -ldflags "-X main.version=$(git describe --tags)" -o /usr/local/bin/app .
CMD ["app"]
