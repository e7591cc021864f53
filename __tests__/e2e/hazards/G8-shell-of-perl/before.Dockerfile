FROM debian:12-slim
SHELL ["perl", "-e"]
RUN chdir "/nowhere"
RUN mkdir "/data"
CMD ["ls", "-d", "/data"]
