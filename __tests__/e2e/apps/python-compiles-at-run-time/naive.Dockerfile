FROM python:3.11-slim
WORKDIR /app
COPY run.py kernel.c ./
CMD ["python", "run.py"]
