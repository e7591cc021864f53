FROM debian:12-slim
RUN mkdir /a/b
RUN rm -r /a/b || true
