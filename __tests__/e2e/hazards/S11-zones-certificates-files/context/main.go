package main

import (
	"crypto/x509"
	"fmt"
	"os"
	"time"
)

func main() {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	greeting, err := os.ReadFile("greeting.txt")
	if err != nil {
		panic(err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		panic(err)
	}
	fmt.Println(time.Unix(0, 0).In(zone).Format(time.RFC3339), string(greeting), len(pool.Subjects()) > 50)
}
