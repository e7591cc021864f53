FROM node:20
WORKDIR /app
COPY entrypoint.sh index.js ./
ENTRYPOINT ["./entrypoint.sh"]
CMD ["node", "index.js"]
