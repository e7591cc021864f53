package shortener

import "testing"

func TestFind(t *testing.T) {
	table := New(map[string]string{"a": "https://example.com/"})
	if target, ok := table.Find("a"); !ok || target != "https://example.com/" {
		t.Fatalf("got %q, %v", target, ok)
	}
	if _, ok := table.Find("b"); ok {
		t.Fatal("found a link that is not there")
	}
}
