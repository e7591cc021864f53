FROM debian:12-slim
RUN --mount=type=tmpfs,target=/work touch /work/scratch /list \
    && { ls /work > /list; chmod 600 /list; }
CMD ["cat", "/list"]
