FROM eclipse-temurin:17 AS builder
WORKDIR /src
COPY . .
RUN javac -d classes Hello.java && mkdir target \
    && jar --create --file target/app-1.0.jar --main-class Hello -C classes . \
    && jar --create --file target/original-app-1.0.jar -C classes .

FROM eclipse-temurin:17-jre
COPY --from=builder /src/target/*.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
