/**
 * Makes src/knowledge/data/commands.ts: which commands a package brings, on which suite. Of the packages of all official images that
 * image-packages knows, and of those that are in use in Dockerfiles. Names that update-alternatives makes are those of the engine's
 * buildpack-deps:bookworm, which a package of another suite that has the same file gives too.
 */
import { WELL_USED, dateOf, debian, inputsOf, linesOf, note } from './debian.mjs';
import { LAYERS, layersOf } from './image-packages.mjs';
import { factsOf, imageFacts } from './images.mjs';
import { digest } from './inputs.mjs';

export const target = new URL('../../src/knowledge/data/commands.ts', import.meta.url);
/** Written into the image when it is made. */
const MADE_BY_THE_IMAGE = new Set(['policy-rc.d']);
/** Tools that make programs for other machines. */
const FOREIGN = /^(?!x86_64)[a-z0-9_]+-linux-gnu[a-z0-9]*-/;
const COMMAND = /^(?:usr\/)?s?bin\/([^/]+)$/;

export function make() {
  const suites = debian();
  const { alternatives, record } = alternativesOfImage();
  const rows = new Map();
  const names = new Set([
    ...WELL_USED,
    ...suites.flatMap((suite) => [...layersOf(suite).get(LAYERS.at(-1))]),
  ]);
  for (const [bit, suite] of suites.entries()) {
    for (const name of names) {
      if (!suite.index.packages.has(name)) continue;
      const commands = commandsOf(suite, name);
      for (const [link, file] of alternatives) if (commands.has(file)) commands.add(link);
      // ImageMagick 7 has links like those of version 6, for each of its commands.
      for (const command of [...commands]) commands.add(command.replace(/-im7\.q16$/, ''));
      note(rows, name, bit, [...commands]);
    }
  }
  check(suites, rows);
  return `// Made by scripts/knowledge/commands.mjs, which says how. Do not edit.
export const DATE = '${dateOf(suites)}';
export const SOURCE = 'Contents indexes of Debian main, amd64; alternatives of buildpack-deps:bookworm';
/** SHA-256 of the alternatives. */
export const IMAGE_INPUT = '${record}';
${inputsOf(suites)}/** The suites, in the order of the bits below. */
export const SUITES: readonly string[] = [${suites.map(({ suite }) => `'${suite}'`).join(', ')}];
/** Lines of \`package: commands\`, as suite-table.ts reads them. */
export const COMMANDS =
  '${linesOf(suites, rows)}';
`;
}

function commandsOf({ files }, name) {
  return new Set(
    (files.get(name) ?? [])
      .flatMap((file) => COMMAND.exec(file)?.[1] ?? [])
      .filter((command) => !FOREIGN.test(command)),
  );
}

/** Links of /etc/alternatives that are commands, with the name of the file that they lead to. */
function alternativesOfImage() {
  const lines = factsOf(imageFacts(), 'buildpack-deps:bookworm', 'alternative');
  const alternatives = lines.flatMap((line) => {
    const [, link, file] = /^(\S+) \/(?:usr\/)?s?bin\/(\S+)$/.exec(line) ?? [];
    return link === undefined ? [] : [[link, file]];
  });
  return { alternatives, record: digest(...alternatives.flat()) };
}

/** Every command of the engine's images must be known, but what their own packages do not bring. */
function check(suites, rows) {
  const bit = suites.findIndex(({ suite }) => suite === 'bookworm');
  const known = new Set(
    [...rows.values()].flatMap((commands) =>
      [...commands].flatMap(([name, bits]) => (bits & (1 << bit) ? [name] : [])),
    ),
  );
  const unknown = factsOf(imageFacts(), 'buildpack-deps:bookworm', 'command').filter(
    (name) => !known.has(name) && !MADE_BY_THE_IMAGE.has(name),
  );
  if (unknown.length > 0) throw new Error(`No package brings ${unknown.join(' ')}.`);
}
