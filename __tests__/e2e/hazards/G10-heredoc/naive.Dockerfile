FROM debian:12-slim
RUN <<EOF && rm /data/list && echo two > /data/list
mkdir /data
echo one > /data/list
EOF
CMD ["cat", "/data/list"]
