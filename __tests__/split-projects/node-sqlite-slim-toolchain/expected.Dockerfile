FROM node:20-slim AS builder

# better-sqlite3 is compiled
RUN apt-get update && apt-get install -y python3 make g++ && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev

FROM node:20-slim

WORKDIR /app
COPY --from=builder /app ./
COPY . .

ENV NODE_ENV=production
EXPOSE 3000
CMD ["node", "index.js"]
