FROM debian:12-slim
RUN mkdir -p /data
WORKDIR /data
RUN touch list && chmod 600 list
CMD ["stat", "-c", "%a", "/data/list"]
