FROM maven:3.8-eclipse-temurin-17

# everything maven needs comes from Debian, the build machines are offline
RUN apt-get update && apt-get install -y libmaven-jar-plugin-java libmaven-resources-plugin-java libmaven-compiler-plugin-java libsurefire-java
COPY settings.xml /root/.m2/settings.xml

WORKDIR /usr/src/invoice
COPY pom.xml .
COPY src ./src
RUN mvn -o -B package

CMD ["java", "-jar", "target/invoice.jar"]
