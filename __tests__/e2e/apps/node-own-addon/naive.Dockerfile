FROM node:20-slim
ENV npm_config_nodedir=/usr/local
WORKDIR /app
COPY . .
RUN npm install
CMD ["node", "index.js"]
