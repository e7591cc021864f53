FROM python:3.11
RUN useradd --create-home app
USER app
WORKDIR /home/app
RUN pip install --user click==8.1.3
CMD ["python", "-c", "import click; print(click.__version__)"]
