FROM node:20-bookworm
WORKDIR /srv/shop
ADD package.json package-lock.json /srv/shop/
RUN npm ci
ADD . /srv/shop
RUN npm run build && npm run test:unit
EXPOSE 8000
CMD node server/index.js
