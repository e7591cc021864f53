#include <stdio.h>
#include <zlib.h>

int main(void) {
  unsigned char buffer[4096];
  size_t size;
  uLong sum = crc32(0L, Z_NULL, 0);
  while ((size = fread(buffer, 1, sizeof buffer, stdin)) > 0) sum = crc32(sum, buffer, size);
  printf("%08lx\n", sum);
  return 0;
}
