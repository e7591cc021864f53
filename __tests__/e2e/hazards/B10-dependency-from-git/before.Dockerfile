FROM node:20
COPY greeter.git /srv/greeter.git
WORKDIR /app
COPY package.json package-lock.json index.js ./
RUN npm ci
CMD ["node", "index.js"]
