/**
 * Makes src/knowledge/data/node-packages.ts: how well-known Node packages with native code come to their binary, and what that is linked
 * with. Two sources: the manifests that node-natives read, and Debian's indexes, which say what development package has a library.
 */
import { dateOf, debian } from './debian.mjs';
import { LAYERS, layersOf } from './image-packages.mjs';
import { digest, readInput } from './inputs.mjs';

export const target = new URL('../../src/knowledge/data/node-packages.ts', import.meta.url);
const SUITE = 'trixie';
const WIDTH = 36;
/** Parts of the C and C++ libraries. */
const C_LIBRARIES = /^(?:c|dl|gcc_s|m|pthread|resolv|rt|stdc\+\+|util)$/;

export function make() {
  const text = readInput('node-natives.json');
  const { sources, rows } = JSON.parse(text);
  const suite = debian().find((one) => one.suite === SUITE);
  const developmentOf = finder(suite);
  const packages = rows.map((row) => {
    const eras = row.eras.map(([form, since], index) => (index === 0 ? form : `${form}@${since}`));
    const development = row.links
      .filter((link) => !C_LIBRARIES.test(link))
      .flatMap((link) => (link === '?' ? ['?'] : (developmentOf(link) ?? [])));
    const certain = row.script === undefined ? [] : [row.script ? 'script' : 'no-script'];
    const facts = [row.interface, ...row.libc, ...certain].join(' ');
    return `${row.name} ${row.source.toString(WIDTH)} ${row.version}: ${eras.join(' ')} / ${facts} / ${[...new Set(development)].sort().join(' ')}`.trimEnd();
  });
  const dates = sources.map((source) => /\((\d{4}-\d\d-\d\d)\)/.exec(source)[1]);
  return `// Made by scripts/knowledge/node-packages.mjs, which says how. Do not edit.
export const DATE = '${[dateOf([suite]), ...dates].sort().at(-1)}';
/** By their index in base 36, which each row names: the repositories of the packages, then lock files of projects. */
export const SOURCES: readonly string[] = [
${sources.map((source) => `  '${source}',\n`).join('')}];
/** SHA-256 of what was read of them, and of the release record, the package list and the contents list of Debian. */
export const INPUTS: Readonly<Record<string, string>> = {
  manifests: '${digest(text)}',
  ${SUITE}: '${suite.record.sha256}',
};
/**
 * Lines of \`package source release: ways / binary / development packages\`. How an install comes to the binary, with the release since which
 * it does so: \`platforms\`, packages of npm for a platform each; \`packed\`, the package of npm itself; \`fetched\` from elsewhere, compiled
 * where that fails; \`script\`, as a script of its own says; \`compiled\`; \`none\`, there is none or its manifest does not say. What the
 * binary of the named release is bound to (\`napi\`: no release of Node, \`node\`: one, \`program\`), the C libraries that it is published
 * for, and whether a lock file says that it runs a script. What it is linked with when it is compiled, by Debian's development packages;
 * \`?\` where only its build can tell.
 */
export const NATIVE_NODE =
  '${packages.join('\\n')}';
`;
}

/** Finds the development package of a library or of a module of pkg-config: the one of the official images before others. */
function finder(suite) {
  const inImages = layersOf(suite).get(LAYERS.at(-1));
  const owners = new Map();
  for (const [name, files] of suite.files) {
    if (!name.endsWith('-dev')) continue;
    for (const file of files) {
      const key =
        /^usr\/lib\/(?:x86_64-linux-gnu\/)?lib([^/]+)\.so$/.exec(file)?.[1] ??
        /\/pkgconfig\/([^/]+)\.pc$/.exec(file)?.[0].replace(/^.*\/([^/]+)\.pc$/, 'pkg-config:$1');
      if (key !== undefined) owners.set(key, [...(owners.get(key) ?? []), name]);
    }
  }
  return (link) => {
    const found = (owners.get(link) ?? []).sort();
    return found.find((name) => inImages.has(name)) ?? found[0];
  };
}
