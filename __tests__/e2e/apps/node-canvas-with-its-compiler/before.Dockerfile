FROM node:20
ENV npm_config_nodedir=/usr/local
RUN apt-get update && apt-get install -y \
    build-essential libcairo2-dev libgif-dev libjpeg-dev libpango1.0-dev librsvg2-dev
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY index.js ./
CMD ["node", "index.js"]
