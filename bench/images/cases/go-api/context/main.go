package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/example/links/store"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	links := store.New()
	http.HandleFunc("/links", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			var link store.Link
			if err := json.NewDecoder(r.Body).Decode(&link); err != nil {
				http.Error(w, "bad request", http.StatusBadRequest)
				return
			}
			links.Add(link)
			w.WriteHeader(http.StatusCreated)
		}
		json.NewEncoder(w).Encode(links.All())
	})
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
