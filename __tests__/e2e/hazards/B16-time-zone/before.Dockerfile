FROM node:20
ENV TZ=Europe/Paris
CMD ["sh", "-c", "date -d @0 +%H:%M; node -p 'new Date(0).getHours()'"]
