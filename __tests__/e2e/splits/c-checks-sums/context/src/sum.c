#include "sum.h"

#include <stdio.h>
#include <zlib.h>

int print_sum(const char *path) {
  unsigned char buffer[4096];
  uLong sum = crc32(0L, Z_NULL, 0);
  gzFile file = gzopen(path, "rb");
  int size;
  if (file == NULL) {
    perror(path);
    return 1;
  }
  while ((size = gzread(file, buffer, sizeof buffer)) > 0) sum = crc32(sum, buffer, (uInt)size);
  gzclose(file);
  printf("%08lx %s\n", sum, path);
  return size < 0;
}
