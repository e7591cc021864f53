FROM node:20
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
ENV GREETING=moin PORT=8080
LABEL org.opencontainers.image.title="greeter"
EXPOSE 8080
USER node
CMD ["node", "dist/index.js"]
