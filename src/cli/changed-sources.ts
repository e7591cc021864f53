import { resolve } from 'node:path';
import { visible } from '../report/file-report.js';
import type { ContextFinder } from '../workspace/find-context.js';
import type { FixCommand } from './command.js';
import { findContext, ignoreFilePath, type Source } from './plan-files.js';

/** The Dockerfiles that a run is about. */
export type ChangedSources =
  | {
      readonly kind: 'found';
      readonly sources: readonly Source[];
      /** Lines that are no errors. */
      readonly notes: readonly string[];
    }
  /** One line: what is wrong, and what to do. */
  | { readonly kind: 'failed'; readonly line: string };

/**
 * The Dockerfiles of the disk that `--changed-since` leaves: those that are changed themselves, or whose ignore file is. All of
 * them where it is not given.
 */
export async function changedSources(
  sources: readonly Source[],
  { changedSince }: FixCommand,
  finder: ContextFinder,
  { workingDirectory }: { readonly workingDirectory: string },
): Promise<ChangedSources> {
  if (changedSince === undefined) return { kind: 'found', sources, notes: [] };
  const { openChanges } = await import('../workspace/changed-files.js');
  const changes = openChanges(workingDirectory, changedSince);
  if (changes.kind === 'unknown') {
    return { kind: 'failed', line: visible(`dockopt: ${changes.message}`) };
  }
  const changed: Source[] = [];
  for (const source of sources) {
    const { found } = await findContext(source, finder);
    const path = resolve(workingDirectory, source.place ?? source.shownPath);
    const ignoreFiles = [
      // One that was deleted counts, too.
      `${path}.dockerignore`,
      ...(found === undefined ? [] : [ignoreFilePath(found.root, source, workingDirectory)]),
    ];
    if ([path, ...ignoreFiles].some(changes.has)) changed.push(source);
  }
  const nothing = changed.length === 0 && sources.length > 0;
  const notes = nothing ? [`no Dockerfile is changed since ${visible(changedSince)}`] : [];
  return { kind: 'found', sources: changed, notes };
}
