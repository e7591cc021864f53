/**
 * What images of the container engine hold that are evidence for their contents: `debian` and `buildpack-deps`. `fetch` writes it
 * to `images.json`; the tables are checked against it, and names that update-alternatives makes are read from it.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { folder, readInput } from './inputs.mjs';

const IMAGES = ['debian:bookworm-slim', 'debian:bookworm', 'buildpack-deps:bookworm'];
const SCRIPT = String.raw`
dpkg-query -W -f 'package ${'$'}{Package}\n'
for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin; do
  for file in "$folder"/*; do [ -x "$file" ] && echo "command ${'$'}{file##*/}"; done
done
for link in /etc/alternatives/*; do echo "alternative ${'$'}{link##*/} $(readlink "$link")"; done
sed -n 's/^\(lib[^:[:space:]]*\)[[:space:]]\{1,\}\([^[:space:]]\{1,\}\)[[:space:]]\{1,\}\([^[:space:]]\{1,\}\).*/library \1 \2 \3/p' /var/lib/dpkg/info/*.shlibs
`;

/** Asks the engine for each image; returns a sentence an image. */
export function fetchImages() {
  const found = {};
  const report = IMAGES.map((image) => {
    try {
      const text = execFileSync(
        'docker',
        ['run', '--rm', '--network', 'none', image, 'sh', '-c', SCRIPT],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      );
      found[image] = [...new Set(text.trim().split('\n'))].sort();
      return `${image}: ${found[image].length} facts`;
    } catch {
      return `${image}: not on the engine`;
    }
  });
  if (Object.keys(found).length === IMAGES.length) {
    writeFileSync(path.join(folder, 'images.json'), `${JSON.stringify(found, undefined, 1)}\n`);
  }
  return report;
}

/** What `fetch` wrote of the engine's images. */
export function imageFacts() {
  return JSON.parse(readInput('images.json'));
}

/** The facts of one kind about an image: `package` → names, `alternative` → pairs. */
export function factsOf(images, image, kind) {
  return images[image]
    .filter((line) => line.startsWith(`${kind} `))
    .map((line) => line.slice(kind.length + 1));
}
