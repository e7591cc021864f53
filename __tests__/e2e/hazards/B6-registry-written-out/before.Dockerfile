FROM docker.io/library/debian:12
CMD ["sh", "-c", ". /etc/os-release; echo $VERSION_ID"]
