FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends gawk && rm -rf /var/lib/apt/lists/*
COPY numbers.txt /srv/
CMD ["gawk", "{ sum += $1 } END { print sum }", "/srv/numbers.txt"]
