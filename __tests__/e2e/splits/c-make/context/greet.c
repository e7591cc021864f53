#include <stdio.h>
#include "words.h"

int main(void) {
    FILE *names = fopen("names.txt", "r");
    char name[80];
    if (names == NULL) {
        perror("names.txt");
        return 1;
    }
    while (fscanf(names, "%79s", name) == 1) printf("%s, %s\n", greeting(), name);
    fclose(names);
    return 0;
}
