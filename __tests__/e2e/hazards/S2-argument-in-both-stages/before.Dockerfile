FROM golang:1.19
ARG VERSION=dev
WORKDIR /src
COPY . .
RUN go build -ldflags "-X main.version=${VERSION}" -o /usr/local/bin/app .
ENV APP_VERSION=${VERSION}
CMD ["app"]
