FROM debian:12-slim
RUN --mount=type=cache,id=dockopt-test-c7,target=/var/lib/apt/lists apt-get update && apt-get install -y --no-install-recommends tree
RUN --mount=type=cache,id=dockopt-test-c7,target=/var/lib/apt/lists apt-get install -y --no-install-recommends jq
CMD ["jq", "-n", "1"]
