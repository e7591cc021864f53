// Command site serves pages of templates.
package main

import (
	"flag"
	"fmt"
	"html/template"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	folder := flag.String("templates", "templates", "folder of templates")
	flag.Parse()
	pages := template.Must(template.ParseGlob(filepath.Join(*folder, "*.html")))
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		name := strings.Trim(r.URL.Path, "/")
		if name == "" {
			name = "index"
		}
		if pages.Lookup(name+".html") == nil {
			http.NotFound(w, r)
			return
		}
		if err := pages.ExecuteTemplate(w, name+".html", r.URL.Query().Get("name")); err != nil {
			log.Print(err)
		}
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "8080"
	}
	fmt.Println("listening on", port)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
