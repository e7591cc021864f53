package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		folder, _ := os.MkdirTemp("", "run")
		defer os.RemoveAll(folder)
		source := filepath.Join(folder, "main.go")
		text, _ := io.ReadAll(r.Body)
		os.WriteFile(source, text, 0o600)
		output, _ := exec.Command("go", "run", source).CombinedOutput()
		w.Write(output)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
