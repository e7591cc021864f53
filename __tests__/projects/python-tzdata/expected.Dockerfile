FROM python:3.12-slim

ENV TZ=Europe/Berlin
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata \
 && ln -snf /usr/share/zoneinfo/$TZ /etc/localtime && echo $TZ > /etc/timezone

WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY remind.py .
CMD ["python", "-u", "remind.py"]
