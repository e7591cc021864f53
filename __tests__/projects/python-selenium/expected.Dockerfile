FROM python:3.11-slim

RUN apt-get update -y && apt-get install -y chromium chromium-driver

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY check.py .
CMD ["python", "check.py"]
