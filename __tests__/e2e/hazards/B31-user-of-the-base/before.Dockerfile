FROM node:20
WORKDIR /home/node/app
COPY --chown=node:node index.js ./
USER node
CMD ["node", "index.js"]
