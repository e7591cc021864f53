#pragma once
#include <vector>

std::vector<int> sieve(int limit);
