#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  char command[512];
  snprintf(command, sizeof command, "cc -shared -fPIC -o /tmp/rule.so %s", argv[1]);
  if (argc < 2 || system(command) != 0) return 1;
  void *rule = dlopen("/tmp/rule.so", RTLD_NOW);
  int (*check)(void) = (int (*)(void))dlsym(rule, "check");
  printf("%d\n", check());
  return 0;
}
