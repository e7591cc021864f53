FROM python:3.11-slim
WORKDIR /data
COPY words.zip .
RUN unzip -q words.zip && rm words.zip
CMD ["python", "-c", "print(open('/data/words.txt').read(), end='')"]
