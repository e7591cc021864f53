int check(void) { return 1; }
