package main

import (
	"fmt"
	"os"
	"runtime"
)

func main() {
	fmt.Println(runtime.GOOS, os.Args[1:], os.Getenv("MODE"))
}
