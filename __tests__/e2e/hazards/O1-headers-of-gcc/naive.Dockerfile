FROM debian:12
COPY answer.c /src/
RUN apt-get update && apt-get install -y --no-install-recommends gcc && gcc -o /usr/local/bin/answer /src/answer.c
CMD ["answer"]
