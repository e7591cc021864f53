FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends tree
CMD ["sh", "-c", "tree --version | head -c 4"]
