package main

import (
	"log"
	"time"

	"example.com/queue/internal/job"
)

func main() {
	for {
		log.Print(job.Name())
		time.Sleep(time.Minute)
	}
}
