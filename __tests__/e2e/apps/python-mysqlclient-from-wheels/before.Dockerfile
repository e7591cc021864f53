FROM python:3.11 AS wheels
WORKDIR /wheels
COPY requirements.txt .
RUN pip install wheel && pip wheel --no-build-isolation -r requirements.txt

FROM python:3.11
WORKDIR /app
COPY --from=wheels /wheels /wheels
RUN pip install --no-index --find-links=/wheels -r /wheels/requirements.txt && rm -rf /wheels
COPY app.py .
CMD ["python", "app.py"]
