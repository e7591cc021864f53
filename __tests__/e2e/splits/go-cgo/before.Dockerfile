FROM golang:1.19-bookworm
WORKDIR /build
COPY . .
RUN go vet ./... && go build -o /bin/counter .
CMD ["/bin/counter"]
