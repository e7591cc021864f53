FROM node:20 AS dependencies
ENV npm_config_nodedir=/usr/local
RUN apt-get update && apt-get install -y \
    build-essential libcairo2-dev libjpeg-dev libpango1.0-dev librsvg2-dev
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM node:20
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY index.js ./
CMD ["node", "index.js"]
