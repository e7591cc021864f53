package main

import (
	"embed"
	"log"
	"net/http"
)

//go:embed pages
var pages embed.FS

func main() {
	log.Fatal(http.ListenAndServe(":8000", http.FileServer(http.FS(pages))))
}
