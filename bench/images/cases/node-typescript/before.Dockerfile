FROM node:22
WORKDIR /app

# dependencies
COPY package.json package-lock.json ./
RUN npm ci

# sources
COPY tsconfig.json eslint.config.mjs ./
COPY src ./src
COPY test ./test
RUN npm run lint
RUN npm run build
RUN npm test

ENV NODE_ENV=production
EXPOSE 3000
USER node
CMD ["node", "dist/server.js"]
