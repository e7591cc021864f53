FROM node:20 AS builder

WORKDIR /app

COPY package*.json ./
RUN npm install

COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:20-slim

WORKDIR /app
COPY --from=builder /app ./

EXPOSE 3000
CMD ["node", "dist/server.js"]
