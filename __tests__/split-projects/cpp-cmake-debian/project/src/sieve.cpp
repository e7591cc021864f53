#include "sieve.h"

std::vector<int> sieve(int limit) {
  std::vector<bool> composite(limit + 1);
  std::vector<int> primes;
  for (int n = 2; n <= limit; ++n) {
    if (composite[n]) continue;
    primes.push_back(n);
    for (long m = long(n) * n; m <= limit; m += n) composite[m] = true;
  }
  return primes;
}
