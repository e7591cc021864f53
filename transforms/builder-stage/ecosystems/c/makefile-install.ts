import type { CProject } from '../../../../src/context/c-project.js';
import { isWithin } from '../../folders.js';
import type { Refusal } from '../../site.js';
import type { BuildStep } from '../common/build-steps.js';
import { type Installation, destDirOf, unknown, outsideOf } from './installation.js';

/** What the recipes of `install` in plain makefiles name by an absolute path. */
export function makefilePlaces(step: BuildStep, project: CProject): Installation | Refusal {
  const files = project.buildFiles.filter(({ kind }) => kind === 'make');
  const destination = destDirOf(step);
  if (destination === undefined) return unknown(step, 'DESTDIR is computed');
  const given = new Map<string, string>([['DESTDIR', destination]]);
  for (const [name, value] of [
    ...step.assignments,
    ...step.words.flatMap((word) => {
      const match = /^(\w+)=(.*)$/.exec(word ?? '');
      return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
    }),
  ]) {
    if (value !== undefined && name !== 'DESTDIR') given.set(name, value);
  }
  const recipes = files.flatMap(({ text }) => installRecipes(text, given));
  if (recipes.length === 0) return unknown(step, 'no makefile of the build context has its recipe');
  const paths = new Set<string>();
  const folders = new Set<string>();
  let registersLibraries = false;
  for (const line of recipes) {
    if (/\bldconfig\b/.test(line)) registersLibraries = true;
    for (const part of line.split(/&&|\|\||[;|]/)) {
      const [first = '', ...words] = part
        .trim()
        .replace(/^[@+-]+/, '')
        .split(/[ \t]+/);
      const makesFolder = /(?:^|\/)mkdir$/.test(first) || words.includes('-d');
      for (const quoted of words) {
        const word = quoted.replaceAll(/["']/g, '');
        if (/\$[({]/.test(word)) {
          if (!/^\$[({](?:INSTALL\w*|MAKE\w*|CC|CXX|STRIP|RM)[)}]$/.test(word))
            return unknown(step, `${word} of a makefile has no value there`);
          continue;
        }
        if (!word.startsWith('/') || word.startsWith('/dev/')) continue;
        const clean = word.replace(/\/+/g, '/').replace(/\/$/, '');
        (makesFolder ? folders : paths).add(clean === '' ? '/' : clean);
      }
    }
  }
  if (destination !== '') {
    const outside = [...paths, ...folders].find((path) => !isWithin(path, destination));
    return outside === undefined
      ? { paths: [destination], registersLibraries: false }
      : outsideOf(step, outside);
  }
  // A folder that is made for a file below it needs no copy of its own.
  for (const folder of folders) {
    if (![...paths].some((path) => isWithin(path, folder))) paths.add(folder);
  }
  if ([...paths].some((path) => /\.so\b|\/lib(?:64)?$/.test(path))) registersLibraries = true;
  return { paths: [...paths], registersLibraries };
}

/** The lines of the recipes of `install` and what its name begins, with the variables of the makefile filled in. */
function installRecipes(text: string, given: ReadonlyMap<string, string>): readonly string[] {
  const joined = text.replace(/\\\r?\n[ \t]*/g, ' ');
  const variables = new Map<string, string>();
  for (const [, name = '', value = ''] of joined.matchAll(
    /^(?:export[ \t]+)?([\w.-]+)[ \t]*(?:\?|::?)?=[ \t]*([^\n#]*?)[ \t\r]*(?:#.*)?$/gm,
  )) {
    variables.set(name, value);
  }
  for (const [name, value] of given) variables.set(name, value);
  const lines: string[] = [];
  let inside = false;
  for (const line of joined.split(/\r?\n/)) {
    if (line.startsWith('\t')) {
      if (inside) lines.push(filled(line, variables));
    } else if (/^install[\w/-]*[ \t]*::?(?!=)/.test(line)) inside = true;
    else if (line.trim() !== '' && !line.startsWith('#')) inside = false;
  }
  return lines;
}

/** Simple variables of make, filled in several times, because they name others. */
function filled(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let round = 0; round < 8; round += 1) {
    const next = text.replace(
      /\$(?:\(([\w.-]+)\)|\{([\w.-]+)\})/g,
      (whole, round: string | undefined, curly: string | undefined) =>
        variables.get(round ?? curly ?? '') ?? whole,
    );
    if (next === text) break;
    text = next;
  }
  return text;
}
