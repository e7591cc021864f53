FROM python:3.11-slim AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt ./
RUN pip install --user --no-cache-dir -r requirements.txt

FROM python:3.11-slim
COPY --from=builder /root/.local /root/.local
USER nobody
ENV PYTHONPATH=/root/.local/lib/python3.11/site-packages
CMD ["python", "-c", "import markupsafe; print(markupsafe.__version__)"]
