FROM debian:12-slim
COPY make.sh /srv/
RUN cd /srv && sh make.sh && tar -xzf data.tar.gz && rm data.tar.gz
RUN cp /srv/data.tar.gz /srv/download.tar.gz
CMD ["sh", "-c", "cat /srv/data/list && test -s /srv/download.tar.gz"]
