FROM debian:12-slim AS base
ONBUILD RUN echo child >> /origin
RUN echo base > /origin

FROM base
RUN echo more >> /origin
CMD ["cat", "/origin"]
