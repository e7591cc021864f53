FROM node:20
WORKDIR /srv/app
COPY . /srv/app
RUN yarn
RUN yarn build
CMD ["node", "-p", "require('express/package.json').version"]
