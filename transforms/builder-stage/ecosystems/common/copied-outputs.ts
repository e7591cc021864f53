import { joinPath } from '../../../../src/dockerfile/state.js';
import { optionOf, type BuildStep } from './build-steps.js';
import { isSystemFolder, isWithin } from '../../folders.js';

/** What a cp, mv or install leaves outside of the folder; empty where that is nothing, undefined where it can't be told. */
export function placesOfCopy(step: BuildStep, folder: string): readonly string[] | undefined {
  const { words } = step;
  const target = optionOf(step, ['-t', '--target-directory']);
  const operands: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) return undefined;
    if (/^-(?:m|g|o|S|t)$|^--(?:mode|group|owner|target-directory)$/.test(word)) index += 1;
    else if (!word.startsWith('-')) operands.push(word);
  }
  const makesFolders = words.includes('-d') || words.includes('--directory');
  const to = target?.value ?? (makesFolders ? undefined : operands.at(-1));
  const sources = target === undefined ? operands.slice(0, -1) : operands;
  if (makesFolders) {
    const outside = operands.filter((one) => !isWithin(joinPath(step.folder, one), folder));
    return outside.length === 0 ? [] : undefined;
  }
  const place = to === undefined ? undefined : joinPath(step.folder, to);
  if (place === undefined || sources.length === 0) return undefined;
  if (isWithin(place, folder)) return [];
  const isFolder = target !== undefined || to?.endsWith('/') === true || isSystemFolder(place);
  if (!isFolder) return sources.length === 1 || !isSystemFolder(place) ? [place] : undefined;
  const whole = sources.some((source) => /[*?[]/.test(source) || /(?:^|\/)\.$/.test(source));
  if (whole) return [place];
  return sources.map((source) => `${place}/${source.replace(/\/+$/, '').replace(/^.*\//, '')}`);
}
