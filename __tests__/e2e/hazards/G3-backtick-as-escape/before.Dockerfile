# escape=`
FROM debian:12-slim
RUN mkdir /data
RUN printf "%s" "a\b" > `
    /data/text
CMD ["cat", "/data/text"]
