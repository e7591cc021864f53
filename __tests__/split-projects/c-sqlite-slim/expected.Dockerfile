FROM debian:bookworm-slim AS builder
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ make libsqlite3-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/ledger
COPY Makefile ledger.cpp ./
RUN make

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/ledger
COPY --from=builder /opt/ledger/ledger /opt/ledger/ledger
ENTRYPOINT ["/opt/ledger/ledger"]
