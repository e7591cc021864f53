module example.org/moon

go 1.19
