FROM python:3.11
WORKDIR /app
COPY thumbnail.py .
CMD ["python", "thumbnail.py"]
