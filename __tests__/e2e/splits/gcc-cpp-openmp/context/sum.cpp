#include <iostream>
#include <omp.h>

int main() {
    int sum = 0;
#pragma omp parallel for reduction(+ : sum)
    for (int i = 1; i <= 100; ++i) sum += i;
    std::cout << (omp_get_max_threads() > 0 ? sum : 0) << std::endl;
}
