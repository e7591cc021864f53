FROM debian:12-slim
RUN mkdir -p /data \
    && touch list && chmod 600 list
WORKDIR /data
CMD ["stat", "-c", "%a", "/data/list"]
