FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends redis && rm -rf /var/lib/apt/lists/*
RUN redis-server --daemonize yes && echo > /scratch
RUN rm /scratch; redis-cli ping > /answer 2>&1 || echo dead > /answer
CMD ["cat", "/answer"]
