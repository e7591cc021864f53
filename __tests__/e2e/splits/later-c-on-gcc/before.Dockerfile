FROM gcc:12-bookworm AS build
WORKDIR /src
COPY Makefile *.c ./
RUN make

FROM gcc:12-bookworm
COPY --from=build /src/version /usr/local/bin/version
CMD ["version"]
