FROM debian:12-slim
RUN mkdir /data
RUN chmod 700 /data
COPY <<EOF /data/text
one
two
EOF
CMD ["stat", "-c", "%a %s", "/data/text", "/data"]
