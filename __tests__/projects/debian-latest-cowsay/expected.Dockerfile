FROM debian:stable-slim
RUN apt-get update && apt-get install -y cowsay fortune-mod fortunes
ENV PATH="/usr/games:${PATH}"
COPY wisdom.sh /usr/local/bin/wisdom
RUN chmod +x /usr/local/bin/wisdom
ENTRYPOINT ["wisdom"]
