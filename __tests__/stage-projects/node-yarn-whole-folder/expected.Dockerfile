FROM node:18-bullseye as build
WORKDIR /usr/app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
COPY . .
RUN yarn build
RUN yarn install --production --ignore-scripts --prefer-offline

FROM node:18-bullseye-slim
WORKDIR /usr/app
COPY --from=build --chown=node:node /usr/app .
USER node
EXPOSE 4000
CMD ["yarn", "start"]
