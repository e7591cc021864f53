FROM eclipse-temurin:17
WORKDIR /opt/hello
COPY Hello.java ./
RUN javac -d classes Hello.java
ENV JAVA_OPTS=-Xmx64m
CMD exec java $JAVA_OPTS -cp classes Hello
