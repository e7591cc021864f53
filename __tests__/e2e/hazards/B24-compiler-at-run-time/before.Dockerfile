FROM eclipse-temurin:17
WORKDIR /app
COPY Hello.java ./
CMD javac -d /tmp Hello.java && java -cp /tmp Hello
