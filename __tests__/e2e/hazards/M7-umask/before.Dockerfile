FROM debian:12-slim
RUN umask 077; mkdir /data; touch /data/own
RUN rm /data/own; touch /data/list
CMD ["stat", "-c", "%a", "/data/list"]
