// Makes lines for `dockopt fix --format jsonl -` of Dockerfiles whose names it reads, one a line:
//   find . -name Dockerfile | node lines.mjs > jobs.jsonl
// The name becomes the id. The build context is not given, so that what only it can show stays unknown.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

for await (const file of createInterface({ input: process.stdin })) {
  const job = { id: file, path: 'Dockerfile', text: readFileSync(file, 'utf8') };
  if (!process.stdout.write(`${JSON.stringify(job)}\n`)) {
    await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}
