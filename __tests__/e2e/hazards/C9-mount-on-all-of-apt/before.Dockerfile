FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
RUN apt-get purge -y --auto-remove curl
CMD ["sh", "-c", "dpkg -s libcurl4 >/dev/null 2>&1 && echo kept || echo gone"]
