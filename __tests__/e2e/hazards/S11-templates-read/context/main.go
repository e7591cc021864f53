package main

import (
	"html/template"
	"os"
)

func main() {
	page := template.Must(template.ParseGlob("templates/*.html"))
	page.ExecuteTemplate(os.Stdout, "page.html", "hello")
}
