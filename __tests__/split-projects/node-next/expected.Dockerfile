FROM node:20 AS builder

WORKDIR /app

COPY package.json package-lock.json ./
RUN npm ci

COPY . .

ENV NEXT_TELEMETRY_DISABLED=1
RUN npm run build
RUN npm prune --omit=dev
RUN rm -rf .next/cache/webpack

FROM node:20-slim

WORKDIR /app

ENV NEXT_TELEMETRY_DISABLED=1
COPY --from=builder /app ./

EXPOSE 3000
CMD ["npm", "start"]
