FROM perl:5.36-bookworm
COPY words.pl ./
CMD ["perl", "words.pl"]
