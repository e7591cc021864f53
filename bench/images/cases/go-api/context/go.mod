module github.com/example/links

go 1.19
