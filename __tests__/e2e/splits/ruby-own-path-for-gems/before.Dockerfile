FROM ruby:3.1
ENV BUNDLE_PATH=/gems-of-app
RUN useradd --create-home app
WORKDIR /srv/report

# The lock file was made on another machine, and bundler adds this one to it.
COPY . .
RUN bundle install --jobs 2
RUN mkdir -p tmp && chown app:app tmp
USER app
CMD ["bundle", "exec", "ruby", "report.rb"]
