FROM node:20-slim
RUN npm install --global pnpm@9.15.9 && npm cache clean --force
WORKDIR /app
COPY package.json ./
RUN pnpm install && pnpm prune --prod
COPY index.js ./
CMD ["node", "index.js"]
