/**
 * Compares the ends in src/knowledge/suites.ts with debian.csv and ubuntu.csv of Debian's package distro-info-data; exits with 1
 * where one differs. It changes nothing: whether an archive has moved is not in those files.
 *
 *     npm run knowledge -- suites [folder of the two files]
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ENTRY =
  /^ {2}(?<suite>[a-z]+): (?<distribution>debian|ubuntu)\([^,]+, '\w+'(?:, '(?<end>[\d-]+)')?\),$/gm;

export function check([folder = '/usr/share/distro-info']) {
  const table = readFileSync(new URL('../../src/knowledge/suites.ts', import.meta.url), 'utf8');
  const published = { debian: rows(folder, 'debian'), ubuntu: rows(folder, 'ubuntu') };
  let compared = 0;
  let differing = 0;
  for (const { groups } of table.matchAll(ENTRY)) {
    const row = published[groups.distribution].get(groups.suite);
    const end =
      groups.distribution === 'debian'
        ? row?.['eol-lts']
        : (row?.['eol-esm'] ?? row?.['eol-server'] ?? row?.eol);
    compared += 1;
    if (row === undefined || (groups.end ?? '') !== (end ?? '')) {
      differing += 1;
      console.log(`${groups.suite}: ${groups.end ?? 'no end'} here, ${end ?? 'no end'} published`);
    }
  }
  console.log(`${compared} suites compared, ${differing} differ`);
  process.exitCode = compared === 0 || differing > 0 ? 1 : 0;
}

/** The rows of a file, by the suite's code name. */
function rows(folder, distribution) {
  const [head, ...lines] = readFileSync(path.join(folder, `${distribution}.csv`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return new Map(
    lines.map((cells) => {
      const row = Object.fromEntries(head.map((name, index) => [name, cells[index]]));
      return [row.series, row];
    }),
  );
}
