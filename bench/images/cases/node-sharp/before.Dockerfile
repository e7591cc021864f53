FROM node:20

RUN mkdir -p /app
WORKDIR /app

COPY . /app
RUN npm install --production
RUN npm cache clean --force

EXPOSE 3000
CMD ["node", "index.js"]
