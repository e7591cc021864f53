FROM node:22-bookworm-slim

RUN corepack enable

WORKDIR /app
COPY package.json pnpm-lock.yaml ./
RUN --mount=type=cache,id=pnpm,target=/pnpm/store \
    pnpm install --frozen-lockfile --prod
COPY . .

USER node
EXPOSE 3000
CMD ["node", "app.mjs"]
