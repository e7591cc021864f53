FROM node:20-slim
WORKDIR /app
RUN npm install -g serve
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
EXPOSE 3000
CMD ["serve", "-s", "dist"]
