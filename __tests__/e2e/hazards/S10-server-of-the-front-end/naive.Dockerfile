FROM node:20 AS builder
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM nginx:1.22
COPY --from=builder /app/dist /usr/share/nginx/html
CMD ["sh", "-c", "sed -i s/80/$PORT/ /etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'"]
