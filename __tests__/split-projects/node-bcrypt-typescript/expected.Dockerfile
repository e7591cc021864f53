FROM node:20-bookworm AS builder
WORKDIR /srv/auth
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npx tsc
RUN npm prune --omit=dev

FROM node:20-bookworm-slim
WORKDIR /srv/auth
COPY --from=builder /srv/auth ./
HEALTHCHECK CMD node dist/health.js
CMD ["node", "dist/main.js"]
