FROM node:20
WORKDIR /srv/app
COPY . /srv/app
RUN yarn --frozen-lockfile
RUN yarn build
CMD ["node", "-p", "require('express/package.json').version"]
