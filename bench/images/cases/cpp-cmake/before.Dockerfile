FROM debian:12

RUN apt-get update && apt-get install -y \
    build-essential \
    cmake \
    libsqlite3-dev \
    pkg-config

WORKDIR /src
COPY . .
RUN mkdir -p build && cd build && cmake -DCMAKE_BUILD_TYPE=Release .. && make && make install

CMD ["notebook", "/tmp/notes.db"]
