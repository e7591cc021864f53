FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1

RUN apt-get update && apt-get install -y build-essential curl && apt-get clean

WORKDIR /code
COPY requirements.txt /code/
RUN pip install --upgrade -r requirements.txt
COPY . /code/

EXPOSE 8000
HEALTHCHECK CMD curl --fail http://localhost:${PORT}/ || exit 1
CMD gunicorn --bind 0.0.0.0:$PORT app:app
