ARG TAG=12
FROM debian:${TAG}-slim
CMD ["cat", "/etc/debian_version"]
