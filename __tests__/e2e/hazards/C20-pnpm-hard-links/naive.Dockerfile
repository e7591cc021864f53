FROM node:20-slim
RUN npm install --global pnpm@9.15.9 && npm cache clean --force
WORKDIR /app
COPY package.json ./
RUN pnpm install && rm -rf "$(pnpm store path)"
COPY index.js ./
RUN rm -rf node_modules && pnpm install --offline
CMD ["node", "index.js"]
