FROM debian:12-slim
RUN touch /list; test ! -e /etc/debian_version || exit 0; echo other > /list
RUN rm /list; echo second > /list
CMD ["cat", "/list"]
