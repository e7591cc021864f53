FROM debian:buster-slim
COPY healthbot.sh /opt/healthbot.sh
RUN chmod +x /opt/healthbot.sh && useradd --system bot
USER bot
CMD ["/opt/healthbot.sh"]
