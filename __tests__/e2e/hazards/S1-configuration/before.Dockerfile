FROM golang:1.19
ENV GREETING=hello
LABEL org.opencontainers.image.title=greeter
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/greet .
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGINT
USER 1000:1000
HEALTHCHECK CMD ["greet", "check"]
ENTRYPOINT ["greet"]
CMD ["a", "b"]
