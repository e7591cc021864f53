/** What all bundles of this project have in common. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The library dockerfile-ast looks at the bytes of a character by Node's Buffer, which a browser does not have. */
export const NO_BUFFER = {
  name: 'no-buffer',
  setup(bundler) {
    bundler.onLoad(
      { filter: /[\\/]dockerfile-ast[\\/]lib[\\/]util\.js$/ },
      async ({ path: file }) => ({
        contents: `const Buffer = { from: (text) => new TextEncoder().encode(text) };\n${await readFile(file, 'utf8')}`,
      }),
    );
  },
};

/** The builds of packages for browsers and Node alike, because the core runs in both. */
export const FOR_BOTH = {
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['module'],
};

/** The licence texts of all packages that are bundled from these files, as those licences ask for. */
export function licences(root, inputs) {
  const folders = inputs.flatMap(
    (input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [],
  );
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(
        readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
      );
      const file = readdirSync(path.join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text =
        file === undefined ? '' : readFileSync(path.join(root, folder, file), 'utf8').trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
