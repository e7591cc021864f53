FROM python:3.11
ENV TZ=Europe/Paris
COPY clock.py /clock.py
CMD ["python", "/clock.py"]
