FROM debian:bookworm-slim

RUN apt-get update && apt-get install -y curl jq ca-certificates && rm -rf /var/lib/apt/lists/*

COPY poll.sh /usr/local/bin/poll.sh

ENTRYPOINT ["/usr/local/bin/poll.sh"]
