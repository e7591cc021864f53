FROM python:3.11
COPY app.py /srv/app.py
WORKDIR /srv
CMD ["python", "app.py"]
