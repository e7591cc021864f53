FROM python:3.11-slim
WORKDIR /src
COPY setup.py answer.c ./
RUN pip install --no-build-isolation .
CMD ["python", "-c", "import answer; print(answer.answer())"]
