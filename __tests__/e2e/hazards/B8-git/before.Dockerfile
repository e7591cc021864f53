FROM node:20
WORKDIR /app
COPY index.js ./
RUN git init -q . && git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m first
CMD ["node", "index.js"]
