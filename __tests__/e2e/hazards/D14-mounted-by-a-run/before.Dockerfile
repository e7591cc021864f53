FROM debian:12-slim
RUN --mount=type=bind,target=/context cp /context/dist/list /list
COPY . /srv
CMD ["cat", "/list"]
