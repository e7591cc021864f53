FROM debian:12-slim
RUN mkdir /a/b
RUN rm -rf /a/b; echo done
