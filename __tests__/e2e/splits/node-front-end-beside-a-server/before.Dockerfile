FROM node:20

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci

COPY . .
RUN npm run build

ENV NODE_ENV=production
USER node
EXPOSE 3000
HEALTHCHECK CMD node -e "fetch('http://localhost:' + (process.env.PORT || 3000)).then((r) => process.exit(r.ok ? 0 : 1))"
CMD ["npm", "start"]
