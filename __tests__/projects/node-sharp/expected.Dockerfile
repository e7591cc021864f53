FROM node:20-bookworm-slim
WORKDIR /srv/thumbs
COPY package.json package-lock.json ./
RUN npm ci --only=production && npm cache clean --force
COPY index.js .
ENV PORT=8000
EXPOSE 8000
CMD ["node", "index.js"]
