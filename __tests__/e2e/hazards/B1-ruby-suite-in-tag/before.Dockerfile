FROM ruby:3.1-bookworm
WORKDIR /app
COPY words.rb ./
CMD ["ruby", "words.rb"]
