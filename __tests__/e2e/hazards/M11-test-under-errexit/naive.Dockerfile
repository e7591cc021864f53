FROM debian:12-slim
RUN set -e; touch /tmp/list; \
    test -e /nowhere && rm /tmp/list; \
    touch /tmp/other
