FROM node:20
ENV npm_config_nodedir=/usr/local

WORKDIR /srv/app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile

COPY tsconfig.json ./
COPY src ./src
RUN yarn build

ENV NODE_ENV production
USER node
EXPOSE 3000
HEALTHCHECK CMD node -e "fetch('http://localhost:' + (process.env.PORT || 3000)).then((r) => process.exit(r.ok ? 0 : 1))"
CMD ["node", "dist/server.js"]
