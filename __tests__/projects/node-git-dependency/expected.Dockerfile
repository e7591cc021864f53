FROM node:20-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates git \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /bot
COPY package.json ./
RUN npm install
COPY . .
CMD ["node", "bot.js"]
