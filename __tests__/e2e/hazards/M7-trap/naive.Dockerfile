FROM debian:12-slim
RUN trap "rm -f /list" EXIT; touch /list; echo > /scratch \
    && { rm /scratch; touch /list; }
CMD ["ls", "/list"]
