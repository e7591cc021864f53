FROM python:3.11-slim
RUN for name in click itsdangerous; do python -m pip install "$name"; done
CMD ["python", "-c", "import click, itsdangerous; print(click.__version__)"]
