FROM ruby:3.1
WORKDIR /src
COPY greet.gemspec ./
COPY lib lib
RUN gem build greet.gemspec && gem install ./greet-1.0.0.gem
WORKDIR /app
COPY app.rb ./
CMD ["ruby", "app.rb"]
