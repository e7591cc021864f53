#ifndef TABLE_H
#define TABLE_H

struct entry {
    char *word;
    unsigned long count;
};

/* Counts one more of a word; the word is copied. */
void table_add(const char *word);

/* All entries, the most frequent first, words of equal count in order. Returns how many there are. */
unsigned long table_sorted(struct entry ***entries);

#endif
