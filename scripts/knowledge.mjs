/**
 * Makes the tables of src/knowledge/data from their sources, and prints what changed. From the same inputs the same bytes.
 *
 *     npm run knowledge                      all tables whose inputs are at hand
 *     npm run knowledge -- fetch             brings Debian's indexes and what the engine's images hold (scripts/knowledge/inputs.mjs)
 *     npm run knowledge -- TABLE [argument]  one table, by the name of its file in scripts/knowledge
 *     npm run knowledge -- --check [TABLE]   writes nothing; exits with 1 where a table is not what its recorded inputs give
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { changesBetween, evaluate } from './knowledge/changes.mjs';
import { MissingInput, root } from './knowledge/inputs.mjs';

/** In the order in which one is made from another. */
const TABLES = [
  'image-tags',
  'official-images',
  'image-packages',
  'commands',
  'libraries',
  'package-sizes',
  'recommends',
  'python-locks',
  'python-packages',
  'ruby-locks',
  'ruby-gems',
  'node-natives',
  'node-packages',
];
/** Comparisons that write nothing. */
const CHECKS = ['suites'];

const [first, ...rest] = process.argv.slice(2);
if (first === 'fetch') {
  const { fetchDebian } = await import('./knowledge/fetch.mjs');
  const { fetchImages } = await import('./knowledge/images.mjs');
  const { fetchMeasured } = await import('./knowledge/measured.mjs');
  for (const line of [...fetchDebian(), ...fetchImages(), ...fetchMeasured()]) console.log(line);
} else if (CHECKS.includes(first)) {
  const { check } = await import(`./knowledge/${first}.mjs`);
  check(rest);
} else {
  const isCheck = first === '--check';
  const [name, ...more] = isCheck ? rest : process.argv.slice(2);
  if (name !== undefined && !TABLES.includes(name)) {
    console.error(`There is no table ${name}: ${[...TABLES, ...CHECKS].join(', ')}, fetch.`);
    process.exitCode = 2;
  } else {
    for (const table of name === undefined ? TABLES : [name]) await makeTable(table, more, isCheck);
  }
}

async function makeTable(name, words, isCheck) {
  const { make, target } = await import(`./knowledge/${name}.mjs`);
  const file = fileURLToPath(target);
  let text;
  try {
    text = await make(words);
  } catch (error) {
    if (!(error instanceof MissingInput)) throw error;
    console.log(`${name}: left as it is. ${error.message}`);
    return;
  }
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
  if (text === before) {
    console.log(`${name}: the same, byte for byte`);
    return;
  }
  const [old, now] = [await evaluate(before), await evaluate(text)];
  const inputs = ({ INPUTS, IMAGE_INPUT }) => JSON.stringify([INPUTS, IMAGE_INPUT]);
  const sameInputs = inputs(old) === inputs(now);
  console.log(
    `${name}: ${path.relative(root, file)} changes, from ${sameInputs ? 'the same' : 'other'} inputs`,
  );
  for (const line of changesBetween(old, now)) console.log(`  ${line}`);
  if (!isCheck) writeFileSync(file, text);
  else if (sameInputs) process.exitCode = 1;
}
