import type { CProject } from '../../../../src/context/c-project.js';
import { isWithin } from '../../folders.js';
import type { Refusal } from '../../site.js';
import type { BuildStep } from '../common/build-steps.js';
import { type Installation, destDirOf, unknown, outsideOf } from './installation.js';
import { recipesOf } from './makefile.js';

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
  const recipes = files.flatMap(({ text }) =>
    recipesOf(text, given, (target) => target.startsWith('install')),
  );
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
