FROM debian:12
RUN cd /tmp && mkdir made && X=1
RUN pwd > /where; echo "x=${X:-unset}" >> /where
RUN false || echo survived >> /where
RUN echo one >> /where; false; echo two >> /where
RUN test -d /tmp/made && echo made >> /where
CMD ["cat", "/where"]
