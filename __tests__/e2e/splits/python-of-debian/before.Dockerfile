FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends \
    gcc \
    libc6-dev \
    python3 \
    python3-dev \
    python3-pip \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY tally tally
COPY requirements.txt .
RUN pip3 install --no-cache-dir --no-build-isolation --break-system-packages -r requirements.txt
COPY count.py .
CMD ["python3", "count.py"]
