FROM python:3.11
WORKDIR /app
COPY server.py ./
ENV PORT=8000
HEALTHCHECK --interval=10s CMD curl --fail --silent http://127.0.0.1:${PORT}/ || exit 1
CMD ["python", "server.py"]
