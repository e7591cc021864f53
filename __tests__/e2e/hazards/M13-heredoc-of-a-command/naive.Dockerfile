FROM debian:12-slim
RUN cat > /tmp/list <<EOF
one
EOF \
    && rm /tmp/list
CMD ["ls", "/tmp"]
