FROM node:18 AS builder

WORKDIR /app

COPY package.json package-lock.json ./
RUN npm install

RUN npm install -g serve

COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:18-slim

WORKDIR /app

RUN npm install -g serve
COPY --from=builder /app ./

EXPOSE 3000
CMD ["serve", "-s", "dist", "-l", "3000"]
