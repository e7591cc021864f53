FROM maven:3.8-eclipse-temurin-17
RUN apt-get update && apt-get install -y --no-install-recommends \
    libmaven-clean-plugin-java libmaven-compiler-plugin-java libmaven-jar-plugin-java \
    libmaven-resources-plugin-java libsurefire-java
WORKDIR /app
COPY . .
RUN mvn --offline --batch-mode -Dmaven.repo.local=/usr/share/maven-repo -Dmaven.test.skip=true package \
    && cp target/*.jar app.jar
CMD ["java", "-jar", "/app/app.jar"]
