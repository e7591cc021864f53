FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends locales \
    && sed -i 's/# de_DE.UTF-8/de_DE.UTF-8/' /etc/locale.gen && locale-gen \
    && rm -rf /var/lib/apt/lists/*
ENV LC_ALL=de_DE.UTF-8
CMD ["sh", "-c", "ls /nowhere 2>&1 || true"]
