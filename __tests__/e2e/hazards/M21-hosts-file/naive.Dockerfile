FROM debian:12-slim
RUN echo 127.0.0.1 build.example >> /etc/hosts; echo > /scratch \
    && { rm /scratch; getent hosts build.example > /answer || echo unknown > /answer; }
CMD ["cat", "/answer"]
