FROM ruby:3.3-slim

WORKDIR /usr/src/app
COPY . .
CMD ["./report.rb"]
