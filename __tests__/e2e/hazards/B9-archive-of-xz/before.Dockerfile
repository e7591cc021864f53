FROM python:3.11
COPY data.tar.xz /tmp/
RUN tar -xJf /tmp/data.tar.xz -C /srv && rm /tmp/data.tar.xz
CMD ["cat", "/srv/data/list.txt"]
