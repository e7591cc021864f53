FROM debian:12-slim
RUN touch /tmp/list # a scratch file && rm /tmp/list
CMD ["ls", "/tmp"]
