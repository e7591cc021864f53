package main

import (
	"io"
	"log"
	"net/http"

	"example.com/queue/internal/job"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, job.Name()) })
	log.Fatal(http.ListenAndServe(":8080", nil))
}
