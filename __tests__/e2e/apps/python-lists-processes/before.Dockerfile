FROM python:3.11
WORKDIR /app
COPY watch.sh count.py ./
CMD ["sh", "watch.sh"]
