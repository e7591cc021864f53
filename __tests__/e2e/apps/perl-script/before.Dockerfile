FROM perl:5.36
COPY words.pl /usr/local/bin/words
RUN chmod +x /usr/local/bin/words
CMD ["perl", "/usr/local/bin/words"]
