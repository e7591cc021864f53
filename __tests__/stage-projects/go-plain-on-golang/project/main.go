package main

import (
	"fmt"
	"log"
	"net/http"
	"sync/atomic"
)

var hits atomic.Int64

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, hits.Add(1))
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
