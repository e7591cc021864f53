FROM gcc:12-bookworm
WORKDIR /src
COPY Makefile *.c ./
RUN make install PREFIX=/opt/version
ENV PATH=/opt/version/bin:$PATH
CMD ["version"]
