FROM debian:12-slim
RUN echo hello > /text

FROM debian:12
COPY --from=0 /text /text
CMD ["cat", "/text"]
