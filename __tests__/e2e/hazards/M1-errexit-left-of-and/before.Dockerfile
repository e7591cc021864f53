FROM debian:12-slim
RUN set -e; rm -f /etc/motd; test -e /nowhere; echo after > /tmp/a
RUN rm -f /tmp/a
