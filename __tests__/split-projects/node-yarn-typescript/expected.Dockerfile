FROM node:18-bullseye AS builder

WORKDIR /usr/app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile
COPY . .
RUN yarn build
RUN yarn install --production --ignore-scripts --prefer-offline

FROM node:18-bullseye-slim

WORKDIR /usr/app
COPY --from=builder /usr/app ./

ENV NODE_ENV production
USER node
EXPOSE 4000
CMD ["yarn", "start"]
