FROM python:3.11-slim
WORKDIR /report
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY report.py data.csv ./
ENTRYPOINT ["python", "report.py"]
