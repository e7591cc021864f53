FROM python:3.11-slim

RUN apt-get update && apt-get install -y \
    tesseract-ocr \
    tesseract-ocr-deu \
    poppler-utils \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /ocr
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY ocr.py .
ENTRYPOINT ["python", "/ocr/ocr.py"]
