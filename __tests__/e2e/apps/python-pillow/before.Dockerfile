FROM python:3.11-bookworm
WORKDIR /app
RUN apt-get update \
    && apt-get install -y libjpeg62-turbo libopenjp2-7 libtiff6 libfreetype6 liblcms2-2 libwebp7 libwebpdemux2 libwebpmux3 libimagequant0 libraqm0 libxcb1
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
ENTRYPOINT ["python", "thumbnail.py"]
