FROM ruby:3.1
WORKDIR /src
COPY . .
RUN gem build answer.gemspec && gem install --local answer-1.0.0.gem
CMD ["ruby", "-e", "require 'answer'; puts answer"]
