FROM debian:12
RUN apt-get update && apt-get install -y xvfb
CMD ["sh", "-c", "xvfb-run --auto-servernum echo hello; exit $?"]
