FROM --platform=linux/amd64 debian:12
CMD ["uname", "-m"]
