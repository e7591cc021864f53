FROM debian:12-slim
RUN ["touch", "/tmp/scratch"]
RUN ["rm", "/tmp/scratch"]
CMD ["ls", "/tmp"]
