FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends autoconf automake libtool gcc libc6-dev make
COPY . /usr/src/greet
RUN cd /usr/src/greet && autoreconf -i && ./configure && make && make install && ldconfig
CMD ["greet"]
