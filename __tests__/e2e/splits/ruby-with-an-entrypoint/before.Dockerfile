FROM ruby:3.1

ENV RACK_ENV=production \
    BUNDLE_WITHOUT=development:test

RUN apt-get update -qq \
    && apt-get install -y --no-install-recommends libffi-dev \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /usr/src/app

COPY Gemfile Gemfile.lock ./
RUN bundle install --jobs 4 --retry 3

COPY . .
RUN chmod +x bin/docker-entrypoint.sh

RUN groupadd --system app && useradd --system --gid app --home /usr/src/app app
USER app

EXPOSE 8080
HEALTHCHECK --interval=30s CMD ["ruby", "-e", "require 'socket'; TCPSocket.new('127.0.0.1', ENV.fetch('PORT', '8080')).close"]
ENTRYPOINT ["bin/docker-entrypoint.sh"]
CMD ["bundle", "exec", "ruby", "lib/server.rb"]
