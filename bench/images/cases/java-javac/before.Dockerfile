FROM eclipse-temurin:17
WORKDIR /app
COPY src /app/src
RUN mkdir classes && javac -d classes src/*.java
EXPOSE 8080
CMD ["java", "-cp", "classes", "Greeter"]
