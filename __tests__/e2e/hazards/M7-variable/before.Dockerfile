FROM debian:12-slim
RUN export TMPDIR=/var/tmp; echo > /scratch
RUN rm /scratch; mktemp -u | cut -d / -f 2 > /name
CMD ["cat", "/name"]
