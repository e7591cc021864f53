FROM debian:12-slim
WORKDIR /srv
COPY . .
COPY dist/ html/
CMD ["cat", "html/index.html"]
