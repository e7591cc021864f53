FROM debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends \
    openjdk-17-jdk-headless maven \
    libmaven-clean-plugin-java libmaven-compiler-plugin-java libmaven-jar-plugin-java \
    libmaven-resources-plugin-java libsurefire-java
WORKDIR /app
COPY pom.xml ./
COPY src/ src/
RUN mvn --offline --batch-mode -Dmaven.repo.local=/usr/share/maven-repo -Dmaven.test.skip=true package
ENTRYPOINT ["java", "-jar", "target/greeter.jar"]
CMD ["Ada"]
