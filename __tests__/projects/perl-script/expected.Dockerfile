FROM perl:5.36-slim
COPY . /usr/src/myapp
WORKDIR /usr/src/myapp
CMD [ "perl", "./digest.pl" ]
