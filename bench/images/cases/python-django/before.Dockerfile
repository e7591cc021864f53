FROM python:3.11
ENV PYTHONDONTWRITEBYTECODE 1
ENV PYTHONUNBUFFERED 1
WORKDIR /app

# psycopg2 is compiled
RUN apt-get update && apt-get install -y gcc libpq-dev

COPY requirements.txt /app/
RUN pip install -r requirements.txt
COPY . /app/

RUN python manage.py collectstatic --noinput

EXPOSE 8000
CMD gunicorn library.wsgi:application --bind 0.0.0.0:$PORT
