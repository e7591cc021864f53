FROM python:3.11-bookworm
CMD ["python", "-c", "print(6 * 7)"]
