FROM debian:12
COPY setup.py answer.c /src/
RUN apt-get update && apt-get install -y python3-pip && pip install --break-system-packages --no-build-isolation /src
CMD ["python3", "-c", "import answer; print(answer.answer())"]
