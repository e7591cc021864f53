# escape=`
FROM debian:12-slim
RUN mkdir /data \
    && printf "%s" "a\b" > `
    /data/text
CMD ["cat", "/data/text"]
