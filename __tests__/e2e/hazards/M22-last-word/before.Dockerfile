FROM debian:12-slim
SHELL ["/bin/bash", "-c"]
RUN touch /answer
RUN echo "${_##*/}" > /answer; chmod 600 /answer
CMD ["cat", "/answer"]
