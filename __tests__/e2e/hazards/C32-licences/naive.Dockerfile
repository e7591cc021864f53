FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends tree && rm -rf /var/lib/apt/lists/* /usr/share/doc
CMD ["sh", "-c", "grep -c GPL /usr/share/doc/tree/copyright > /dev/null && echo there"]
