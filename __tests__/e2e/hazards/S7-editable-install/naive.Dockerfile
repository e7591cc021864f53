FROM python:3.11 AS builder
WORKDIR /app
COPY . .
RUN python -m venv --system-site-packages /opt/venv && /opt/venv/bin/pip install --no-build-isolation -e .

FROM python:3.11-slim
COPY --from=builder /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
WORKDIR /srv
CMD ["python", "-m", "main"]
