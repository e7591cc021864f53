FROM node:20
WORKDIR /app
COPY pretty.pl ./
CMD ["perl", "pretty.pl"]
