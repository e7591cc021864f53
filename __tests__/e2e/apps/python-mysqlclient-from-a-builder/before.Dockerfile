FROM python:3.11 AS build
WORKDIR /build
COPY requirements.txt .
RUN pip install --prefix=/build/packages -r requirements.txt

FROM python:3.11
COPY --from=build /build/packages /usr/local
WORKDIR /app
COPY app.py .
CMD ["python", "app.py"]
