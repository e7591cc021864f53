FROM node:20-slim
WORKDIR /app
RUN git init -q /srv/lib && cd /srv/lib && echo '{"name":"lib","version":"1.0.0","main":"i.js"}' > package.json \
    && echo 'module.exports = "from git";' > i.js && git add . \
    && git -c user.name=a -c user.email=a@example.com commit -qm first
COPY package.json ./
RUN npm install
COPY index.js ./
CMD ["node", "index.js"]
