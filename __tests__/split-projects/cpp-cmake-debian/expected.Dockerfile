FROM debian:12 AS builder

RUN apt-get update && apt-get install -y g++ cmake make

COPY . /src
WORKDIR /src

RUN cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build

FROM debian:12-slim

WORKDIR /src

COPY --from=builder /src/build/primes /src/build/primes

CMD ["/src/build/primes"]
