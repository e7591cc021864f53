FROM gcc:12
COPY . /usr/src/echo-server
WORKDIR /usr/src/echo-server
RUN make
EXPOSE 7000
CMD ["./echo-server"]
