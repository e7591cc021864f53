FROM node:20
WORKDIR /app
COPY . .
RUN npm install -g pnpm@9.15.4
RUN pnpm install --frozen-lockfile
RUN pnpm run build
CMD ["pnpm", "--version"]
