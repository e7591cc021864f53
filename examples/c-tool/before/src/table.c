#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct entry **entries;
static unsigned long used, room;

void table_add(const char *word)
{
    for (unsigned long i = 0; i < used; i++) {
        if (strcmp(entries[i]->word, word) == 0) {
            entries[i]->count++;
            return;
        }
    }
    if (used == room) {
        room = room == 0 ? 64 : room * 2;
        entries = realloc(entries, room * sizeof *entries);
        if (entries == NULL) {
            perror("wordfreq");
            exit(1);
        }
    }
    entries[used] = malloc(sizeof **entries);
    entries[used]->word = strdup(word);
    entries[used]->count = 1;
    used++;
}

static int compare(const void *a, const void *b)
{
    const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return strcmp(x->word, y->word);
}

unsigned long table_sorted(struct entry ***result)
{
    qsort(entries, used, sizeof *entries, compare);
    *result = entries;
    return used;
}
