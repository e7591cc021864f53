FROM debian:12-slim
COPY greet /usr/bin/greet
RUN greet > /scratch && sed s/old/new/ /usr/bin/greet > /usr/local/bin/greet && chmod 755 /usr/local/bin/greet
RUN rm /scratch && greet > /answer
CMD ["cat", "/answer"]
