FROM debian:12
RUN cd /tmp && mkdir made && X=1 \
    && pwd > /where; echo "x=${X:-unset}" >> /where \
    && false || echo survived >> /where \
    && echo one >> /where; false; echo two >> /where \
    && test -d /tmp/made && echo made >> /where
CMD ["cat", "/where"]
