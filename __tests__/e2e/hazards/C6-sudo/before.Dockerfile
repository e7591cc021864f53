FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/* \
    && useradd app && echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app
USER app
RUN sudo apt-get update && sudo apt-get install -y --no-install-recommends tree
CMD ["sh", "-c", "tree --version | head -c 4"]
