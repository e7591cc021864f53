FROM debian:12-slim
RUN export TMPDIR=/var/tmp; echo > /scratch \
    && { rm /scratch; mktemp -u | cut -d / -f 2 > /name; }
CMD ["cat", "/name"]
