FROM debian:12-slim
RUN (sleep 3; echo late > /state) & echo early > /state \
    && { rm /state; sleep 4; test -e /state && echo alive > /answer || echo ended > /answer; }
CMD ["cat", "/answer"]
