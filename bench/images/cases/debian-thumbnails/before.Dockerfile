FROM debian:bookworm

RUN apt-get update -y
RUN apt-get install -y imagemagick
RUN apt-get install -y jpegoptim optipng

WORKDIR /work
COPY thumbnail.sh /usr/bin/thumbnail
RUN chmod 755 /usr/bin/thumbnail

# usage: docker run -i thumbnails 64x64 < in.png > out.png
ENTRYPOINT ["thumbnail"]
CMD ["128x128"]
