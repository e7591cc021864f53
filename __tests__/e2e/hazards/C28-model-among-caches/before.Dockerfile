FROM python:3.11-slim
COPY train.py /srv/
RUN pip install click && python /srv/train.py
CMD ["sh", "-c", "cat ~/.cache/models/answer"]
