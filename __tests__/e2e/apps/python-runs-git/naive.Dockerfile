FROM python:3.11-slim
WORKDIR /app
COPY release.py .
ENTRYPOINT ["python", "release.py"]
