FROM python:3.11

RUN apt-get update
RUN apt-get install -y vim curl

RUN mkdir /code
WORKDIR /code
ADD requirements.txt /code/
RUN pip install --upgrade -r requirements.txt
ADD . /code/

ENV FLASK_APP=polls
ENV PYTHONUNBUFFERED 1
EXPOSE 5000

CMD ["sh", "-c", "gunicorn -b 0.0.0.0:${PORT:-5000} polls:app"]
