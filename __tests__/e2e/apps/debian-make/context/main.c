#include <stdio.h>
int main(void) { puts("made"); return 0; }
