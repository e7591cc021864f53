FROM gcc:12-bookworm
WORKDIR /src
COPY . .
RUN make install
CMD ["greet"]
