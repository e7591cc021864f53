FROM node:20
RUN useradd --create-home shop
COPY --chown=shop:shop . /shop
WORKDIR /shop
USER shop
RUN npm ci
RUN npm run build
CMD ["node", "-p", "require('./packages/lib/package.json').name"]
