FROM node:20-slim
RUN npm install --global --force @yarnpkg/cli-dist@4.18.1 && npm cache clean --force
WORKDIR /app
COPY package.json index.js ./
RUN yarn install && yarn cache clean --all
CMD ["yarn", "node", "index.js"]
