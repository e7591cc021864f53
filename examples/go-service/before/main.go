// Command shortener maps short names to addresses and redirects to them.
package main

import (
	"embed"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"example.com/shortener/shortener"
)

//go:embed static
var static embed.FS

func main() {
	links := shortener.New(map[string]string{"go": "https://go.dev/", "docs": "https://pkg.go.dev/"})

	mux := http.NewServeMux()
	mux.Handle("/static/", http.FileServer(http.FS(static)))
	mux.HandleFunc("/api/links", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(links.Names()); err != nil {
			log.Print(err)
		}
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		target, ok := links.Find(strings.TrimPrefix(r.URL.Path, "/"))
		if !ok {
			http.Error(w, "no such link", http.StatusNotFound)
			return
		}
		http.Redirect(w, r, target, http.StatusFound)
	})

	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	log.Printf("listening on %s", port)
	log.Fatal(http.ListenAndServe(":"+port, mux))
}
