FROM node:20 AS builder
WORKDIR /repo
COPY . .
RUN npm ci && npm run build --workspaces
RUN npm prune --omit=dev

FROM node:20-slim
WORKDIR /repo
COPY --from=builder /repo /repo
EXPOSE 3000
CMD ["node", "packages/api/dist/index.js"]
