import type { Dockerfile, Stage } from '../../../src/dockerfile/model.js';
import { readMounts } from '../../../src/dockerfile/mounts.js';
import { stageCopies, stageNamed, type StageCopy } from '../../../src/context/stage-copies.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { isSystemFolder, isWithin } from '../folders.js';

/** The stages whose files a RUN of a stage sees by a mount. */
export function mountedStages(input: TransformInput, stage: Stage): readonly Stage[] {
  return stage.instructions.flatMap((instruction) =>
    readMounts(instruction).flatMap(({ from }) =>
      from === undefined ? [] : (stageNamed(input, from, instruction) ?? []),
    ),
  );
}

/** Where a copied path comes from in the other stage; several where a source may be a file or a folder. */
export function originsOf(copies: readonly StageCopy[], path: string): readonly string[] {
  return copies.flatMap(({ sources = [], destination, toFolder }) =>
    destination === undefined || !(isWithin(path, destination) || destination === '/')
      ? []
      : sources.flatMap((source) => {
          const name = source.slice(source.lastIndexOf('/') + 1);
          const rest = path.slice(destination === '/' ? 0 : destination.length);
          // Of a folder the contents are copied; a file comes under its own name where a folder is there.
          const asFile =
            rest === `/${name}` || (rest === '' && !toFolder && !isSystemFolder(destination))
              ? [source]
              : [];
          return [...asFile, ...(rest === '' ? [] : [`${source === '/' ? '' : source}${rest}`])];
        }),
  );
}

/** The stages of which one is made: those that it is FROM, those that they take files from, and theirs. */
export function suppliers(input: TransformInput, stage: Stage): ReadonlySet<Stage> {
  const found = new Set<Stage>();
  const visit = (one: Stage): void => {
    if (found.has(one)) return;
    found.add(one);
    const base = baseStage(input.dockerfile, one);
    if (base !== undefined) visit(base);
    for (const { from } of stageCopies(input, one)) visit(from);
  };
  visit(stage);
  return found;
}

/** The stage that a stage is FROM; undefined where that is an image. */
export function baseStage({ stages }: Dockerfile, { base }: Stage): Stage | undefined {
  return base.kind === 'stage' ? stages[base.index] : undefined;
}
