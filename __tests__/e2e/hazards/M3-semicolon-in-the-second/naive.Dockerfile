FROM debian:12-slim
RUN mkdir /a/b \
    && rm -rf /a/b; echo done
