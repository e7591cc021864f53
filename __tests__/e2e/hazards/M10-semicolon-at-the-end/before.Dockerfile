FROM debian:12-slim
RUN touch /tmp/list;
RUN rm /tmp/list;
CMD ["ls", "/tmp"]
