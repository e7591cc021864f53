/* wordfreq: counts the words of standard input; options: -n N prints only the N most frequent. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "table.h"

int main(int argc, char **argv)
{
    unsigned long limit = (unsigned long)-1, total = 0;
    int option;
    while ((option = getopt(argc, argv, "n:")) != -1) {
        if (option != 'n') {
            fprintf(stderr, "usage: wordfreq [-n N]\n");
            return 2;
        }
        limit = strtoul(optarg, NULL, 10);
    }

    char word[256];
    unsigned length = 0;
    for (;;) {
        int c = getchar();
        if (c != EOF && isalpha(c)) {
            if (length < sizeof word - 1)
                word[length++] = (char)tolower(c);
            continue;
        }
        if (length > 0) {
            word[length] = '\0';
            table_add(word);
            total++;
            length = 0;
        }
        if (c == EOF)
            break;
    }

    struct entry **entries;
    unsigned long count = table_sorted(&entries);
    double entropy = 0;
    for (unsigned long i = 0; i < count; i++) {
        double p = (double)entries[i]->count / (double)total;
        entropy -= p * log2(p);
        if (i < limit)
            printf("%6lu %s\n", entries[i]->count, entries[i]->word);
    }
    printf("%lu words, %lu different, %.3f bits a word\n", total, count, entropy);
    return 0;
}
