FROM python:3.11
WORKDIR /app
COPY run.py kernel.c ./
CMD ["python", "run.py"]
