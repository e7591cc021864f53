FROM ruby:3.1 AS builder
WORKDIR /src
COPY greet.gemspec ./
COPY lib lib
RUN gem build greet.gemspec && gem install ./greet-1.0.0.gem
WORKDIR /app
COPY app.rb ./

FROM ruby:3.1-slim
WORKDIR /app
COPY --from=builder /app /app
CMD ["ruby", "app.rb"]
