FROM node:20-slim
USER node
WORKDIR /home/node/app
COPY --chown=node package.json package-lock.json index.js ./
RUN npm ci
CMD ["node", "index.js"]
