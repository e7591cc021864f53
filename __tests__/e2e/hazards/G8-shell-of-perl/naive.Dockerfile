FROM debian:12-slim
SHELL ["perl", "-e"]
RUN chdir "/nowhere" \
    && mkdir "/data"
CMD ["ls", "-d", "/data"]
