FROM python:3.11
ENV PYTHONDONTWRITEBYTECODE=1
COPY . /srv/site
WORKDIR /srv/site
RUN pip install --no-cache-dir -r requirements/production.txt
CMD ["python", "main.py"]
