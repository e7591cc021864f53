package main

/*
#include <string.h>
#include <stdlib.h>
static size_t length(const char *text) { return strlen(text); }
*/
import "C"

import (
	"fmt"
	"unsafe"
)

func main() {
	text := C.CString("counted by C")
	defer C.free(unsafe.Pointer(text))
	fmt.Println(int(C.length(text)))
}
