# syntax=docker/dockerfile:1
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt apt-get update
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y --no-install-recommends tree
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN echo a | tee /a > /dev/null
RUN cat /a /a | sort -u > /b
CMD ["cat", "/b"]
