import { findStage } from '../../src/dockerfile/stages.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { joinPath, knownValues } from '../../src/dockerfile/state.js';
import { expandVariables, unquote } from '../../src/dockerfile/variables.js';
import type { FinalStage } from './final-stage.js';

/** A COPY of the final stage that takes files of another stage. */
export interface StageCopy {
  readonly instruction: Instruction;
  readonly from: Stage;
  /** Absolute paths in that stage; names may be patterns. */
  readonly sources: readonly string[];
  /** Absolute, in the final stage. */
  readonly destination: string;
  /** The destination is written as a folder, has several sources, or is the working directory, which is there by then. */
  readonly toFolder: boolean;
}

/** The COPYs from other stages whose paths are known, in order. */
export function stageCopies({ dockerfile, stage, states }: FinalStage): readonly StageCopy[] {
  return stage.instructions.flatMap((instruction) => {
    const from = instruction.flags.find(({ name }) => name === 'from')?.value;
    const state = states[instruction.index];
    if (instruction.keyword !== 'COPY' || from === undefined || state === undefined) return [];
    const origin = findStage(dockerfile, from);
    const words = (
      instruction.execForm ?? instruction.words.map(({ text }) => unquote(text, dockerfile.escape))
    ).map((word) => expandVariables(word, knownValues(state.environment)));
    const paths = words.slice(0, -1).map((word) => word && joinPath('/', word));
    const target = words.at(-1);
    const destination = target === undefined ? undefined : joinPath(state.workdir ?? '/', target);
    const isKnown = (path: string | undefined): path is string =>
      path !== undefined && !path.includes('$');
    if (origin === undefined || !isKnown(destination)) return [];
    return [
      {
        instruction,
        from: origin,
        sources: paths.filter(isKnown),
        destination,
        toFolder:
          words.length > 2 ||
          /(?:^|\/)\.{0,2}$/.test(target ?? '') ||
          destination === state.workdir,
      },
    ];
  });
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
