FROM python:3.11
WORKDIR /app
COPY release.py .
ENTRYPOINT ["python", "release.py"]
