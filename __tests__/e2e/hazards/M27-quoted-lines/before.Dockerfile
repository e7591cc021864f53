FROM debian:12-slim
RUN printf '%s' 'a \
b' > /text && touch /tmp/x
RUN rm /tmp/x
CMD ["cat", "/text"]
