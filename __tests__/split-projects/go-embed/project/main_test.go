package main

import "testing"

func TestPages(t *testing.T) {
	if _, err := pages.ReadFile("pages/index.html"); err != nil {
		t.Fatal(err)
	}
}
