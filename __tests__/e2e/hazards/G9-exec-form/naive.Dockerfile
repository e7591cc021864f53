FROM debian:12-slim
RUN ["touch", "/tmp/scratch"] \
    && ["rm", "/tmp/scratch"]
CMD ["ls", "/tmp"]
