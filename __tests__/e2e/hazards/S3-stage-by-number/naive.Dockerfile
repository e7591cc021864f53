FROM debian:12-slim AS builder
RUN touch /nothing

FROM debian:12-slim
RUN echo hello > /text

FROM debian:12-slim
COPY --from=0 /text /text
CMD ["cat", "/text"]
