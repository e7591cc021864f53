FROM node:20
WORKDIR /app
# the whole program
COPY . .
RUN npm install && npm run build
USER node
CMD ["node", "dist/index.js"]
