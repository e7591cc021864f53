FROM debian:12-slim AS base
RUN echo child >> /origin \
    && echo base > /origin

FROM base
RUN echo more >> /origin
CMD ["cat", "/origin"]
