/**
 * The inputs of the knowledge tables: files in one folder (DOCKOPT_INPUTS, by default node_modules/.cache/dockopt-inputs), which
 * `npm run knowledge -- fetch` fills. What a table was made from is recorded in it by SHA-256.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const folder = path.resolve(
  process.env.DOCKOPT_INPUTS ?? path.join(root, 'node_modules', '.cache', 'dockopt-inputs'),
);
/** Debian suites whose package indexes are looked for, the oldest first; what the mirror does not have is left out. */
export const SUITES = ['buster', 'bullseye', 'bookworm', 'trixie'];

/** An input that is not there: the table that needs it stays as it is. */
export class MissingInput extends Error {}

/** The text of an input. */
export function readInput(name) {
  const file = path.join(folder, name);
  if (!existsSync(file)) {
    throw new MissingInput(`${name} is not in ${folder}; npm run knowledge -- fetch`);
  }
  return readFileSync(file, 'utf8');
}

/** SHA-256 of texts one after the other. */
export function digest(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
}

/** What `fetch` wrote of each Debian suite that it could have, the oldest first. */
export function debianSuites() {
  const suites = SUITES.filter((suite) => existsSync(path.join(folder, `${suite}.release.json`)));
  if (suites.length === 0) throw new MissingInput(`No Debian suite is in ${folder}.`);
  return suites.map((suite) => {
    const release = readInput(`${suite}.release.json`);
    const packages = readInput(`${suite}.packages`);
    const contents = readInput(`${suite}.contents`);
    return {
      suite,
      packages,
      contents,
      /** As a line of a table: the point release, and the three digests that make it up. */
      record: { ...JSON.parse(release), sha256: digest(release, packages, contents) },
    };
  });
}
