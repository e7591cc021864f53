FROM debian:12-slim
RUN --mount=type=cache,id=dockopt-test-c9,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends curl
RUN apt-get purge -y --auto-remove curl
CMD ["sh", "-c", "dpkg -s libcurl4 >/dev/null 2>&1 && echo kept || echo gone"]
