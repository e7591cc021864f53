#ifndef SUM_H
#define SUM_H

int print_sum(const char *path);

#endif
