FROM ruby:3.1-slim
WORKDIR /src
COPY . .
RUN gem build greet.gemspec && gem install ./greet-1.0.0.gem
CMD ["ruby", "-e", "require 'greet'; puts GREETING"]
