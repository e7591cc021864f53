FROM python:3.11-slim
WORKDIR /src
COPY . .
RUN pip install --no-build-isolation --no-cache-dir .
CMD ["python", "-c", "from importlib.metadata import metadata; print(metadata('app')['Description'].strip())"]
