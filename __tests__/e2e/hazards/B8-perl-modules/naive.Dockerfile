FROM node:20-slim
WORKDIR /app
COPY pretty.pl ./
CMD ["perl", "pretty.pl"]
