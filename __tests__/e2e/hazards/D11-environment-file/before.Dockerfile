FROM node:20-slim
WORKDIR /app
COPY . .
CMD ["node", "--env-file=.env", "index.js"]
