FROM debian:12-slim
RUN touch /tmp/list # a scratch file
RUN rm /tmp/list
CMD ["ls", "/tmp"]
