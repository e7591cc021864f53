FROM python:3.11-slim
WORKDIR /app
COPY start.sh notes.zip ./
CMD ["./start.sh"]
