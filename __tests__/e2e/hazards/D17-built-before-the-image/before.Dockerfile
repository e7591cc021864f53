FROM eclipse-temurin:17-jre
WORKDIR /app
COPY . .
CMD ["cat", "target/app.txt"]
