FROM node:20-slim
USER node
WORKDIR /home/node/app
COPY --chown=node package.json package-lock.json index.js ./
RUN --mount=type=cache,id=dockopt-test-c13,target=/home/node/.npm npm ci
CMD ["node", "index.js"]
