FROM node:20
WORKDIR /app
COPY docker-entrypoint.sh /usr/local/bin/start.sh
COPY index.js .
ENTRYPOINT ["/usr/local/bin/start.sh"]
CMD ["node", "index.js"]
