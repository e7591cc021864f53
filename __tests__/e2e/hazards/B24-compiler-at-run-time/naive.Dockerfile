FROM eclipse-temurin:17-jre
WORKDIR /app
COPY Hello.java ./
CMD javac -d /tmp Hello.java && java -cp /tmp Hello
