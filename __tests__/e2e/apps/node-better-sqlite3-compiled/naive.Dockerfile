FROM node:20-slim
ENV npm_config_nodedir=/usr/local
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY index.js ./
CMD ["node", "index.js"]
