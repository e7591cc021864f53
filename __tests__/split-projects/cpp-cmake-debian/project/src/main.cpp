#include "sieve.h"
#include <iostream>

int main() {
  for (int prime : sieve(100)) std::cout << prime << '\n';
}
