FROM node:20-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci && npm cache clean --force
COPY index.js ./
RUN rm -rf node_modules && npm ci --offline --omit=dev
CMD ["node", "index.js"]
