#include "sum.h"

int main(int argc, char **argv) {
  int status = 0;
  for (int index = 1; index < argc; index++) status |= print_sum(argv[index]);
  return status;
}
