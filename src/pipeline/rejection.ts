import type { FixFinding } from '../transform/finding.js';
import { isOriginalOffset } from './offset-history.js';
import type { Progress } from './progress.js';
import { touchedInstructions } from './veto.js';

/**
 * The name of a fix in one file: its transform and the line that it is about, in the text before all edits. It stays the
 * same whatever other fixes are applied, as long as this one is found at all. Fixes of a transform about the same line share
 * it: a comment keeps them away together, too.
 */
export function fixId(transform: string, line: number): string {
  return `${transform}@${line}`;
}

/** What keeps a fix away, as a sentence: a comment, and above which line of the text before all edits it has to stand. */
export function keepAway(
  transform: string,
  fix: FixFinding,
  { dockerfile, histories }: Progress,
): string {
  const place = touchedInstructions(dockerfile, fix).find(({ range }) =>
    isOriginalOffset(histories.dockerfile, range.start),
  );
  // What another fix has put in has no line above which anyone could write.
  return place === undefined
    ? `Give --skip ${transform} to keep it away.`
    : `To keep it away, write “# dockopt-ignore ${transform}” in a line of its own above line ${place.shownLine}.`;
}
