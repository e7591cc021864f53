FROM debian:12-slim
RUN set -e; touch /tmp/list
RUN test -e /nowhere && rm /tmp/list
RUN touch /tmp/other
