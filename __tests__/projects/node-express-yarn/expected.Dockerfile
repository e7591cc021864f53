FROM node:18-slim
ENV NODE_ENV production
WORKDIR /app
COPY package.json yarn.lock ./
RUN yarn install --frozen-lockfile --production
COPY src ./src
EXPOSE 3000
CMD ["yarn", "start"]
