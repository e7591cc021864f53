FROM python:3.11-bookworm
WORKDIR /app
RUN apt-get update && apt-get install -y libxml2 libxslt1.1
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "titles.py"]
