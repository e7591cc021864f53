package main

import (
	"log"
	"net/http"
	"os"
	"path/filepath"

	"gopkg.in/yaml.v3"
)

type config struct {
	Listen string `yaml:"listen"`
}

func main() {
	text, err := os.ReadFile("config.yaml")
	if err != nil {
		log.Fatal(err)
	}
	var settings config
	if err := yaml.Unmarshal(text, &settings); err != nil {
		log.Fatal(err)
	}
	files, _ := filepath.Glob("migrations/*.sql")
	log.Print(files)
	log.Fatal(http.ListenAndServe(settings.Listen, nil))
}
