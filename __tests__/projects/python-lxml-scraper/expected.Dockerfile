FROM python:3.11-slim
ADD . /scraper
WORKDIR /scraper
RUN pip install -r requirements.txt
CMD python scraper.py
