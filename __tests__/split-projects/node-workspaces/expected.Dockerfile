FROM node:20 AS builder

WORKDIR /repo

COPY package.json package-lock.json ./
COPY packages/shared/package.json ./packages/shared/
COPY packages/api/package.json ./packages/api/
RUN npm ci

COPY . .
RUN npm run build --workspaces
RUN npm prune --omit=dev

FROM node:20-slim

WORKDIR /repo
COPY --from=builder /repo ./

EXPOSE 3000
CMD ["node", "packages/api/dist/index.js"]
