FROM debian:12
RUN apt-get update && apt-get install -y gcc libc6-dev make
WORKDIR /src
COPY . .
RUN make
CMD ["./greet"]
