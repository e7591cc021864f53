FROM ruby:3.1-slim
WORKDIR /app
COPY server.rb .
EXPOSE 8080
HEALTHCHECK CMD curl --fail http://127.0.0.1:$PORT/ || exit 1
CMD ["ruby", "server.rb"]
