FROM debian:12

RUN apt-get update \
    && apt-get install -y --no-install-recommends default-jdk-headless \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/notes
COPY . .
RUN mkdir -p classes \
    && javac -d classes $(find src -name '*.java') \
    && jar --create --file notes.jar --main-class notes.Server -C classes .

ENV PAGES=pages
USER nobody
CMD ["java", "-jar", "notes.jar", "settings.properties"]
