FROM debian:bookworm AS builder

RUN apt-get update && apt-get install -y openjdk-17-jdk-headless maven && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY pom.xml ./
COPY src ./src
RUN mvn -q package

FROM debian:bookworm-slim

RUN mkdir -p /usr/share/man/man1 \
    && apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY --from=builder /app/target/clock-1.0.jar /app/target/clock-1.0.jar

CMD ["java", "-jar", "/app/target/clock-1.0.jar"]
