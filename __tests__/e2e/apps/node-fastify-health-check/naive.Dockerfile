FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
HEALTHCHECK --interval=10s CMD curl -fsS http://127.0.0.1:${PORT:-8080}/health || exit 1
USER node
CMD ["node", "src/main.mjs"]
