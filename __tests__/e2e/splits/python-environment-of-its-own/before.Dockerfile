FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev python3-dev
ENV VIRTUAL_ENV=/venv
RUN python -m venv $VIRTUAL_ENV
ENV PATH="$VIRTUAL_ENV/bin:$PATH"

WORKDIR /srv/collector
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY collect.py .
RUN useradd --create-home collector
USER collector
CMD ["python", "collect.py"]
