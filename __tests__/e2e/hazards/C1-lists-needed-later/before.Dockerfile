FROM debian:12
RUN apt-get update
RUN apt-get install -y jq
RUN apt-cache policy jq | head -n 1 > /policy
RUN apt-get install -y tree
CMD ["sh", "-c", "cat /policy && tree --version | head -c 4"]
