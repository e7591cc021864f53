package main

import (
	"net"
	"os"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	if _, err := net.Dial("tcp", "localhost:"+port); err != nil {
		os.Exit(1)
	}
}
