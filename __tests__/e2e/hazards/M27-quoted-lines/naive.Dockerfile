FROM debian:12-slim
RUN printf '%s' 'a
b' > /text && touch /tmp/x && rm /tmp/x
CMD ["cat", "/text"]
