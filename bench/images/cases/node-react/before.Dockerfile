FROM node:20

WORKDIR /app

ENV PATH /app/node_modules/.bin:$PATH

COPY package.json ./
COPY package-lock.json ./
RUN npm install --silent

COPY . ./
RUN npm run build

# serve it
RUN npm install -g serve@14 --silent
ENV PORT=3000
EXPOSE 3000
CMD ["serve", "-s", "dist"]
