package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "check" {
		response, err := http.Get("http://127.0.0.1:" + os.Getenv("PORT"))
		if err != nil || response.StatusCode != 200 {
			os.Exit(1)
		}
		return
	}
	http.HandleFunc("/", func(writer http.ResponseWriter, request *http.Request) {
		folder, _ := os.Getwd()
		fmt.Fprintln(writer, os.Getenv("GREETING"), os.Args[1:], folder, os.Getuid())
	})
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
