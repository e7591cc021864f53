FROM debian:12-slim
RUN { set -e; rm -f /etc/motd; test -e /nowhere; echo after > /tmp/a; } && rm -f /tmp/a
