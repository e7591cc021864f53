FROM node:20
WORKDIR /shop
COPY package.json package-lock.json ./
COPY packages/lib/package.json packages/lib/
COPY packages/server/package.json packages/server/
RUN npm ci
COPY . .
RUN npm run build
USER node
EXPOSE 3000
CMD ["npm", "start"]
