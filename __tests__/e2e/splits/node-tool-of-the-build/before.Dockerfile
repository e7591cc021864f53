FROM node:20
# the version that the team uses
RUN npm install -g typescript@5.7.3
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN tsc -p .
EXPOSE 3000
CMD ["node", "dist/server.js"]
