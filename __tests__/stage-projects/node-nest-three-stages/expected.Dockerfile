FROM node:18 AS deps
WORKDIR /usr/src/app
COPY package*.json ./
RUN npm ci

FROM node:18 AS build
WORKDIR /usr/src/app
COPY --from=deps /usr/src/app/node_modules ./node_modules
COPY . .
RUN npm run build
RUN npm prune --omit=dev

FROM node:18-slim AS production
WORKDIR /usr/src/app
COPY --from=build /usr/src/app ./
EXPOSE 3000
CMD ["npm", "run", "start:prod"]
