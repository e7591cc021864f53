FROM debian:12-slim AS base
RUN apt-get update && apt-get install -y --no-install-recommends tree && rm -rf /var/lib/apt/lists/*
ONBUILD RUN apt-get install -y --no-install-recommends jq

FROM base
CMD ["jq", "-n", "1"]
