import { readFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import { NoteStore } from './notes';

const root = path.join(__dirname, '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
};
const store = new NoteStore(path.join(root, 'data', 'seed.json'));

const app = express();
app.disable('x-powered-by');
app.use(express.json());

app.get('/health', (_request, response) => {
  response.json({ status: 'ok', version, environment: process.env.NODE_ENV ?? 'development' });
});

app.get('/notes', (request, response) => {
  const tag = request.query.tag;
  response.json(store.list(typeof tag === 'string' ? tag : undefined));
});

app.get('/notes/:id', (request, response) => {
  const note = store.get(Number(request.params.id));
  if (note === undefined) response.status(404).json({ error: 'no such note' });
  else response.json(note);
});

app.post('/notes', (request, response) => {
  const { title, tags } = request.body as { title?: unknown; tags?: unknown };
  if (typeof title !== 'string' || title === '') {
    response.status(400).json({ error: 'a note needs a title' });
    return;
  }
  response.status(201).json(store.add(title, Array.isArray(tags) ? tags.map(String) : []));
});

const port = Number(process.env.PORT ?? 3000);
const server = app.listen(port, () => {
  console.log(`notes-api ${version} listens on ${port}`);
});
process.on('SIGTERM', () => server.close());
