FROM python:3.11
WORKDIR /app
COPY report.py fruit.csv ./
ENTRYPOINT ["python", "report.py"]
CMD ["--all"]
