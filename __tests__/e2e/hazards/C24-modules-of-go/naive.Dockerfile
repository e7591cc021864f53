FROM golang:1.19
ENV GOPROXY=file:///srv/proxy GONOSUMDB=* GOFLAGS=-mod=mod
COPY proxy /srv/proxy
RUN python3 /srv/proxy/pack.py
WORKDIR /app
COPY go.mod main.go ./
RUN go mod download && go clean -modcache
ENV GOPROXY=off
CMD ["go", "run", "."]
