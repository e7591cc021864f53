FROM node:20
RUN npm install -g --force @yarnpkg/cli-dist@4.6.0
WORKDIR /app
COPY package.json yarn.lock .yarnrc.yml ./
RUN yarn install --immutable
COPY . .
RUN yarn build
EXPOSE 3000
CMD ["yarn", "start"]
