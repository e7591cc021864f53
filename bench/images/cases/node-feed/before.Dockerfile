FROM node:22-bookworm
ENV npm_config_nodedir=/usr/local
ENV NODE_ENV production
WORKDIR /opt/shorten
RUN apt-get update
RUN apt-get install -y build-essential python3
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY server.js ./
COPY lib lib
RUN chown -R node:node /opt/shorten
USER node
ENV PORT 8080
EXPOSE 8080
HEALTHCHECK --interval=1m CMD curl -f http://localhost:$PORT/ping || exit 1
CMD ["node", "server.js"]
