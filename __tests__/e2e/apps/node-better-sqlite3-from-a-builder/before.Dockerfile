FROM node:20 AS dependencies
ENV npm_config_nodedir=/usr/local
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY index.js ./
CMD ["node", "index.js"]
