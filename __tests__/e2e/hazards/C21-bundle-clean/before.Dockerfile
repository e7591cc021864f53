FROM ruby:3.1-slim
WORKDIR /src
COPY greet.gemspec ./
COPY lib lib
RUN gem build greet.gemspec && gem install ./greet-1.0.0.gem
WORKDIR /app
COPY Gemfile ./
RUN bundle install --local
CMD ["ruby", "-e", "require 'greet'; puts GREETING"]
