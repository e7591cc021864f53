FROM python:3.11-slim AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /build/venv && /build/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /build/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY app.py ./
CMD ["gunicorn", "--check-config", "app:app"]
