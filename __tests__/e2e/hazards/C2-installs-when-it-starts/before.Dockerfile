FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends tree
COPY start.sh /start.sh
ENTRYPOINT ["/start.sh"]
CMD ["jq"]
