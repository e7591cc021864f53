FROM node:20

WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci
COPY src ./src
CMD ["npx", "ts-node", "src/index.ts"]
