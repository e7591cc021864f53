FROM python:3.11
RUN pip install flask==2.2.2
CMD ["python", "-c", "import flask; print(flask.__version__)"]
