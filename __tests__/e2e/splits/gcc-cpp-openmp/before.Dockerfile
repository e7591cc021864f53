FROM gcc:12-bookworm
WORKDIR /src
COPY sum.cpp .
RUN g++ -O2 -fopenmp -o /usr/local/bin/sum sum.cpp
CMD ["sum"]
