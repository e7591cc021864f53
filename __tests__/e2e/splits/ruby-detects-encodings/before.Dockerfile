FROM ruby:3.1
WORKDIR /app

COPY Gemfile Gemfile.lock ./
RUN bundle config set without test && bundle install

COPY . .
EXPOSE 8080
CMD ["bundle", "exec", "ruby", "server.rb"]
