FROM python:3.11-bookworm-slim
CMD ["python", "-c", "print(6 * 7)"]
