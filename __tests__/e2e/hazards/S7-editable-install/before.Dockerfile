FROM python:3.11
WORKDIR /app
COPY . .
RUN pip install --no-build-isolation -e .
WORKDIR /srv
CMD ["python", "-m", "main"]
