import acme_fastmath

print(acme_fastmath.solve([1, 2, 3]))
