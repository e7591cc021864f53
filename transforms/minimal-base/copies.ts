import {
  stageCopies as readStageCopies,
  type StageCopy as ReadCopy,
} from '../../src/context/stage-copies.js';
import { joinPath } from '../../src/dockerfile/state.js';
import type { FinalStage } from './final-stage.js';

/** A COPY of the final stage that takes files of another stage, all of whose paths are known. */
export interface StageCopy extends ReadCopy {
  readonly sources: readonly string[];
  readonly destination: string;
}

/** The COPYs from other stages whose paths are known, in order. */
export function stageCopies({ input, stage, states }: FinalStage): readonly StageCopy[] {
  return readStageCopies(input, stage).flatMap(({ sources, destination, ...copy }) =>
    sources === undefined || destination === undefined
      ? []
      : [
          {
            ...copy,
            sources,
            destination,
            // The working directory is there by then.
            toFolder: copy.toFolder || destination === states[copy.instruction.index]?.workdir,
          },
        ],
  );
}

/** Where a COPY puts a file of the other stage; undefined where it does not take it. */
export function placeAfterCopy(copy: StageCopy, file: string): string | undefined {
  const { sources, destination, toFolder } = copy;
  for (const source of sources) {
    if (source === file) {
      return toFolder ? joinPath(destination, basename(file)) : destination;
    }
    const folder = source === '/' ? '/' : `${source}/`;
    if (file.startsWith(folder)) return joinPath(destination, file.slice(folder.length));
  }
  return undefined;
}

/**
 * What a COPY takes of the other stage to make a path of the final one, a pattern where it names one; undefined where it does not
 * make the path, or by a pattern among several files.
 */
export function originOf(copy: StageCopy, path: string): string | undefined {
  const { sources, destination, toFolder } = copy;
  const below = destination === '/' ? '/' : `${destination}/`;
  for (const source of sources) {
    const isPattern = /[*?[]/.test(source);
    if (!toFolder && path === destination) return source;
    if (isPattern) continue;
    if (toFolder && path === joinPath(destination, basename(source))) return source;
    if (path === destination) return source;
    if (sources.length === 1 && path.startsWith(below)) {
      return joinPath(source, path.slice(below.length));
    }
  }
  return undefined;
}

/** The last name of a path. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
