ARG TAG=12
FROM debian:${TAG}
CMD ["cat", "/etc/debian_version"]
