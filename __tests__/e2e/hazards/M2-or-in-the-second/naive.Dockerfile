FROM debian:12-slim
RUN mkdir /a/b \
    && rm -r /a/b || true
