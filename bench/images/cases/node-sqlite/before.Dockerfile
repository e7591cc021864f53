FROM node:20
ENV npm_config_nodedir=/usr/local

# node-gyp needs these
RUN apt-get update && apt-get install -y python3 make g++

WORKDIR /usr/src/app
COPY package.json package-lock.json ./
RUN npm ci

COPY . .

RUN mkdir -p /data
VOLUME /data
ENV DATABASE=/data/counter.db

EXPOSE 3000
CMD ["node", "server.js"]
