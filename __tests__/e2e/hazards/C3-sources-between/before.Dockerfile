FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends dpkg-dev && rm -rf /var/lib/apt/lists/*
COPY own /own
RUN apt-get update
RUN dpkg-deb --build /own/greet /own/greet_1_all.deb && cd /own && dpkg-scanpackages . > Packages && echo "deb [trusted=yes] file:/own ./" > /etc/apt/sources.list.d/own.list && apt-get update
RUN apt-get install -y --no-install-recommends greet
CMD ["cat", "/usr/share/greet/text"]
