FROM golang:1.19
WORKDIR /go/src/app
COPY . .
RUN go build -o /usr/local/bin/ ./cmd/tally ./cmd/add
RUN useradd --system tally
USER tally
CMD ["tally", "3", "4"]
