FROM golang:1.19 AS build
WORKDIR /src
COPY go.mod ./
RUN go mod download
COPY . .
RUN go build -o /out/server .

FROM golang:1.19
RUN useradd --create-home web
WORKDIR /home/web
COPY --from=build /out/server ./server
USER web
EXPOSE 8080
HEALTHCHECK CMD curl --fail http://localhost:${PORT:-8080}/moon || exit 1
CMD ["./server"]
