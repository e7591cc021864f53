import { readFileSync } from 'node:fs';

export interface Note {
  id: number;
  title: string;
  tags: string[];
}

/** Keeps notes in memory; starts with those of a seed file. */
export class NoteStore {
  private readonly notes = new Map<number, Note>();
  private nextId = 1;

  constructor(seedPath: string) {
    const seed = JSON.parse(readFileSync(seedPath, 'utf8')) as Omit<Note, 'id'>[];
    for (const note of seed) this.add(note.title, note.tags);
  }

  add(title: string, tags: string[]): Note {
    const note = { id: this.nextId, title, tags };
    this.notes.set(note.id, note);
    this.nextId += 1;
    return note;
  }

  get(id: number): Note | undefined {
    return this.notes.get(id);
  }

  list(tag?: string): Note[] {
    const all = [...this.notes.values()];
    return tag === undefined ? all : all.filter((note) => note.tags.includes(tag));
  }
}
