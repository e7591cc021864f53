FROM debian:12
WORKDIR /srv

# the account comes first
RUN useradd --create-home app
# a scratch file, made here
RUN dd if=/dev/zero of=/tmp/scratch bs=1M count=8
RUN sha256sum /tmp/scratch | cut -c1-8 > sum.txt \
    # and thrown away there
    && rm /tmp/scratch
RUN chown app:app sum.txt
USER app
CMD ["cat", "sum.txt"]
