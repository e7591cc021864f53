FROM debian:12-slim
RUN <<EOF
mkdir /data
echo one > /data/list
EOF
RUN rm /data/list && echo two > /data/list
CMD ["cat", "/data/list"]
