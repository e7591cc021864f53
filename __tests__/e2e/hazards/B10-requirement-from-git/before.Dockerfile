FROM python:3.11
COPY greeter.git /srv/greeter.git
WORKDIR /app
COPY requirements.txt app.py ./
RUN pip install --no-build-isolation -r requirements.txt
CMD ["python", "app.py"]
