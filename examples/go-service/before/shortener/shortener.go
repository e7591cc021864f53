// Package shortener keeps the table of links.
package shortener

import "sort"

// Table maps names to addresses.
type Table struct {
	links map[string]string
}

// New makes a table of the given links.
func New(links map[string]string) *Table {
	return &Table{links: links}
}

// Find returns the address of a name.
func (t *Table) Find(name string) (string, bool) {
	target, ok := t.links[name]
	return target, ok
}

// Names lists all names in order.
func (t *Table) Names() []string {
	names := make([]string, 0, len(t.links))
	for name := range t.links {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
