FROM python:3.11-slim
WORKDIR /app
COPY thumbnail.py .
CMD ["python", "thumbnail.py"]
