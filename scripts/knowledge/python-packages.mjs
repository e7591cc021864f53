/**
 * Makes src/knowledge/data/python-packages.ts: what Python packages need to be installed and to run. Two sources: the lock files that
 * python-locks read (which wheels were published), and Debian's own builds (whether there is compiled code, and what that is linked
 * with). Of Debian only packages that the lock files name, or python-names.txt, or that one of these depends on.
 */
import { readFileSync } from 'node:fs';
import { debian } from './debian.mjs';
import { debianModules, modulesInput } from './debian-modules.mjs';
import { digest, readInput } from './inputs.mjs';
import { runTimePackages } from './libraries.mjs';

export const target = new URL('../../src/knowledge/data/python-packages.ts', import.meta.url);
const SUITE = 'trixie';
const WIDTH = 36;

export function make() {
  const text = readInput('python-locks.json');
  const { sources, rows } = JSON.parse(text);
  const locks = new Map(rows.filter((row) => row.length > 1).map(([name, ...row]) => [name, row]));
  const modules = debianModules(SUITE, 'python', runTimePackages);
  const named = readFileSync(new URL('python-names.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const debianSource = sources.length;
  const classify = classifier(locks, modules);

  const pure = new Map();
  const wheels = [];
  const compiled = [];
  const brought = [];
  const names = new Set([...locks.keys(), ...named]);
  for (const name of names)
    for (const dependency of classify.dependencies(name)) names.add(dependency);
  for (const name of [...names].sort()) {
    const kind = classify.own(name);
    const source = kind.fromLock ? locks.get(name)[0] : debianSource;
    const key = source.toString(WIDTH);
    if (kind.kind === 'compiled' && locks.has(name)) {
      compiled.push(`${locks.get(name)[0].toString(WIDTH)} ${name}`);
    }
    if (kind.kind === 'wheel') wheels.push(`${name} ${key}: ${columnsOf(locks.get(name))}`);
    if (kind.kind === 'unknown') continue;
    const tree = classify.tree(name);
    if (tree === undefined) continue;
    if (kind.kind === 'pure') pure.set(key, [...(pure.get(key) ?? []), name]);
    const native = [...tree]
      .filter((one) => one !== name && classify.own(one).kind !== 'pure')
      .sort();
    if (native.length > 0) brought.push(`${name}: ${native.join(' ')}`);
  }
  const links = [...names].sort().flatMap((name) => {
    const { compiled: isCompiled, development } = modules.get(name) ?? {};
    return isCompiled ? [`${name}: ${development.join(' ')}`.trimEnd()] : [];
  });
  const { record } = debian().find(({ suite }) => suite === SUITE);
  return `// Made by scripts/knowledge/python-packages.mjs, which says how. Do not edit.
export const DATE = '${[record.date, ...sources.map((source) => source.slice(-11, -1))].sort().at(-1)}';
/** By their index in base 36, which each row names: the histories of lock files, then Debian's own builds. */
export const SOURCES: readonly string[] = [
${sources.map((source) => `  '${source}, lock files',\n`).join('')}  'Debian ${record.version} (${record.date}), Packages, Contents and Sources indexes of main',
];
/** SHA-256 of what was read of them. */
export const INPUTS: Readonly<Record<string, string>> = {
  locks: '${digest(text)}',
  ${SUITE}: '${modulesInput(SUITE)}',
};
/** Lines of \`source: packages\` without compiled code, whose dependencies are all in this table. */
export const PURE =
  '${[...pure].map(([key, list]) => `${key}: ${list.join(' ')}`).join('\\n')}';
/**
 * Lines of \`package source: wheels\` for Linux on x86-64, one word for each of CPython 3.8 to 3.14: \`since-last<without\`, the releases
 * with a wheel that were seen, and the newest before them that has none; \`.\` where none was seen, \`=\` for the same as before. \`-last\` is left
 * out where that is the newest release, which ends the line behind a slash, with \`m\` where its wheels are for musl too.
 */
export const WHEELS =
  '${wheels.join('\\n')}';
/** Lines of \`source package\`: published as source alone, and Debian's build of it is compiled. */
export const COMPILED =
  '${compiled.join('\\n')}';
/** Lines of \`package: development packages\`: what Debian links its build with. */
export const LINKED =
  '${links.join('\\n')}';
/** Lines of \`package: packages\` with compiled code that its dependencies bring. */
export const BROUGHT =
  '${brought.join('\\n')}';
`;
}

/** Which kind a package is, and what its tree holds. */
function classifier(locks, modules) {
  const own = (name) => {
    const lock = locks.get(name);
    const facts = modules.get(name);
    // Debian compiles a part of some packages that have a wheel for all: older releases may have none.
    if (lock?.[2] === 'any' && !facts?.compiled) return { kind: 'pure', fromLock: true };
    if (lock?.[2] === 'any' || lock?.[2] === 'linux') return { kind: 'wheel', fromLock: true };
    if (facts?.compiled) return { kind: 'compiled', fromLock: false };
    if (facts?.pure) return { kind: 'pure', fromLock: false };
    return { kind: 'unknown', fromLock: lock !== undefined };
  };
  const dependencies = (name) => locks.get(name)?.[4] ?? modules.get(name)?.dependencies ?? [];
  /** All packages that installing one brings; undefined where one of them is not known. */
  const tree = (name) => {
    const members = new Set([name]);
    for (const member of members) {
      if (own(member).kind === 'unknown') return undefined;
      for (const dependency of dependencies(member)) members.add(dependency);
    }
    return members;
  };
  return { own, dependencies, tree };
}

function columnsOf([, version, , musl, , spans]) {
  let before;
  const words = spans.map(([since, last, without]) => {
    const text =
      since === ''
        ? '.'
        : `${since}${last === version ? '' : `-${last}`}${without === '' ? '' : `<${without}`}`;
    const word = text === before ? '=' : text;
    before = text;
    return word;
  });
  return `${words.join(' ')} /${version}${musl ? 'm' : ''}`;
}
