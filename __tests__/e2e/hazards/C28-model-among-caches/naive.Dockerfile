FROM python:3.11-slim
COPY train.py /srv/
RUN pip install click && python /srv/train.py && rm -rf ~/.cache
CMD ["sh", "-c", "cat ~/.cache/models/answer"]
