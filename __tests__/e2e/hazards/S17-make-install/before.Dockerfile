FROM gcc:12
WORKDIR /src
COPY . .
RUN make install
CMD ["greet"]
