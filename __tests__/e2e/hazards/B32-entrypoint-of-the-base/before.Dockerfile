FROM node:20
WORKDIR /app
COPY index.js ./
CMD ["index.js"]
