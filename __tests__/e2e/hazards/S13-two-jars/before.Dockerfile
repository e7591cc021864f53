FROM eclipse-temurin:17
WORKDIR /src
COPY . .
RUN javac -d classes Hello.java && mkdir target \
    && jar --create --file target/app-1.0.jar --main-class Hello -C classes . \
    && jar --create --file target/original-app-1.0.jar -C classes .
CMD ["java", "-jar", "target/app-1.0.jar"]
