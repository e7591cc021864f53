FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends groff-base && rm -rf /var/lib/apt/lists/*
COPY page.1 /page.1
CMD ["sh", "-c", "groff -man -Tascii /page.1 | grep -o 'does nothing'"]
