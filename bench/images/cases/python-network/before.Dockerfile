FROM python:3.11-bookworm

LABEL Name=whoami Version=0.0.1
RUN apt-get -y update && \
    apt-get -y install build-essential default-libmysqlclient-dev

WORKDIR /app
COPY requirements.txt .
RUN python -m pip install -r requirements.txt

COPY *.py ./
ENTRYPOINT ["python", "report.py"]
