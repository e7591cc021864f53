FROM node:20

WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci

COPY . .
ENV NEXT_TELEMETRY_DISABLED=1
RUN npm run build
RUN cp -r public .next/standalone/ && cp -r .next/static .next/standalone/.next/

RUN chown -R node:node /app
USER node
ENV HOSTNAME=0.0.0.0
EXPOSE 3000
CMD ["node", ".next/standalone/server.js"]
