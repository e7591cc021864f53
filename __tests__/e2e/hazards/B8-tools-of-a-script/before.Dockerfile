FROM python:3.11
WORKDIR /app
COPY start.sh notes.zip ./
CMD ["./start.sh"]
