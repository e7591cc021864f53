package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	db, err := sql.Open("sqlite3", os.Getenv("FEEDS_DB"))
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		var count int
		db.QueryRow("SELECT count(*) FROM sqlite_master").Scan(&count)
		fmt.Fprintln(w, count)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
