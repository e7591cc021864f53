FROM python:3.11
RUN apt-get update \
    && apt-get install -y --no-install-recommends default-libmysqlclient-dev gcc python3-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY app.py .
CMD ["python", "app.py"]
