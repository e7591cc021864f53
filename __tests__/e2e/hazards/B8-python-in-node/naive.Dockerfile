FROM node:20-slim
WORKDIR /app
COPY index.js ./
CMD ["node", "index.js"]
