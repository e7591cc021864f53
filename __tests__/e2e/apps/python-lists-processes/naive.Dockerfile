FROM python:3.11-slim
WORKDIR /app
COPY watch.sh count.py ./
CMD ["sh", "watch.sh"]
