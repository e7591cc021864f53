import { parseDockerfile } from '../dockerfile/parse.js';
import { findStage } from '../dockerfile/stages.js';
import { visible } from '../report/file-report.js';
import type { Source } from './plan-files.js';

/** How many files a note names. */
const NAMED = 3;

/** What is to be said about Dockerfiles that do not have the stage that `--target` names. */
export type UnknownTarget =
  /** None of them has it: one line, what is wrong and what to do. */
  | { readonly kind: 'usage'; readonly message: string }
  /** Some of them have not: a line that is no error. */
  | { readonly kind: 'note'; readonly line: string };

/**
 * Looks for the stage that `--target` names, by name or number; what BuildKit rejects is not asked.
 * @returns undefined where every file has it
 */
export function unknownTarget(
  target: string,
  sources: readonly Pick<Source, 'shownPath' | 'text'>[],
): UnknownTarget | undefined {
  const stages = sources.flatMap(({ shownPath, text }) => {
    const parsed = parseDockerfile(text);
    if (parsed.kind === 'rejected') return [];
    const names = parsed.dockerfile.stages.flatMap(({ name }) => name ?? []);
    return [{ shownPath, names, has: findStage(parsed.dockerfile, target) !== undefined }];
  });
  const without = stages.filter(({ has }) => !has);
  if (without.length === 0) return undefined;
  if (without.length === stages.length) {
    const names = [...new Set(stages.flatMap((file) => file.names))];
    const help =
      names.length === 0
        ? 'leave --target out: no stage has a name'
        : `give one of ${names.join(', ')}`;
    return { kind: 'usage', message: `there is no stage ${visible(target)} to target, ${help}` };
  }
  const paths = without.slice(0, NAMED).map(({ shownPath }) => visible(shownPath));
  const more = without.length - paths.length;
  const shown = `${paths.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return { kind: 'note', line: `${shown}: no stage ${visible(target)}, planned without --target` };
}
