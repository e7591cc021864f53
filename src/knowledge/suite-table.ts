import type { Suite } from './suites.js';

/** Which packages have a word (a command, a library), by that word. */
export type SuiteTable = ReadonlyMap<string, readonly string[]>;

/**
 * Reads lines of `package: words`, each suite when it is first asked for. `@bits` behind a package names the suites where it is, behind
 * a word those on which the package has it; without, all of them. Bit 0 is the first of `suites`; another suite has an empty table.
 */
export function suiteTable(coded: string, suites: readonly string[]): (suite: Suite) => SuiteTable {
  const tables = new Map<Suite, SuiteTable>();
  return (suite) => {
    const known = tables.get(suite);
    if (known !== undefined) return known;
    const index = suites.indexOf(suite);
    const table = index === -1 ? new Map<string, string[]>() : decoded(coded, 1 << index);
    tables.set(suite, table);
    return table;
  };
}

function decoded(coded: string, bit: number): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (const line of coded.split('\n')) {
    const colon = line.indexOf(': ');
    const holder = wordOn(line.slice(0, colon), bit);
    if (holder === undefined) continue;
    for (const text of line.slice(colon + 2).split(' ')) {
      const word = wordOn(text, bit);
      if (word === undefined) continue;
      const packages = table.get(word);
      if (packages === undefined) table.set(word, [holder]);
      else packages.push(holder);
    }
  }
  return table;
}

/** The word without its bits; undefined where they leave the suite out. */
function wordOn(text: string, bit: number): string | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1) return text;
  return (Number(text.slice(at + 1)) & bit) === 0 ? undefined : text.slice(0, at);
}
