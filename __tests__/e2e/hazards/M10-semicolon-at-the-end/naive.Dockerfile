FROM debian:12-slim
RUN touch /tmp/list; \
    && rm /tmp/list;
CMD ["ls", "/tmp"]
