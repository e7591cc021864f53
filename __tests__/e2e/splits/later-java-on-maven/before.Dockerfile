FROM maven:3.8-eclipse-temurin-17 AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
    libmaven-clean-plugin-java libmaven-compiler-plugin-java libmaven-jar-plugin-java \
    libmaven-resources-plugin-java libsurefire-java
WORKDIR /build
COPY . .
RUN mvn --offline --batch-mode -Dmaven.repo.local=/usr/share/maven-repo -Dmaven.test.skip=true package

FROM maven:3.8-eclipse-temurin-17
WORKDIR /app
COPY --from=build /build/target/*.jar app.jar
ENTRYPOINT ["java", "-jar", "/app/app.jar"]
