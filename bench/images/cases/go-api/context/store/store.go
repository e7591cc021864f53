package store

import (
	"sort"
	"sync"
)

// Link is a short name for an address.
type Link struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// Store keeps links in memory.
type Store struct {
	mu    sync.Mutex
	links map[string]Link
}

// New makes an empty store.
func New() *Store {
	return &Store{links: map[string]Link{}}
}

// Add keeps a link.
func (s *Store) Add(link Link) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.links[link.Name] = link
}

// All lists the links by name.
func (s *Store) All() []Link {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Link, 0, len(s.links))
	for _, link := range s.links {
		all = append(all, link)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}
