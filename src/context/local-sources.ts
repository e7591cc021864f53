import type { Dockerfile, Instruction } from '../dockerfile/model.js';
import { readMounts } from '../dockerfile/mounts.js';
import { oncePer } from '../dockerfile/once.js';
import { cleanPath } from './path-pattern.js';

/** A path of the build context that an instruction reads: COPY, ADD, or a bind mount of RUN. */
export interface LocalSource {
  /** Relative to the context root, cleaned; `''` is the whole context. May be a glob. */
  readonly path: string;
  /** The path is written with variables, so that it can't be told. */
  readonly hasVariables: boolean;
  readonly instruction: Instruction;
}

/** Every path that a Dockerfile reads from its build context, in order. ONBUILD is not looked into. */
export const localSources = oncePer((dockerfile: Dockerfile): readonly LocalSource[] =>
  dockerfile.instructions.flatMap((instruction) =>
    sourcesOf(instruction).map((source) => ({
      path: cleanPath(`/${source}`).replace(/^\/+/, ''),
      hasVariables: source.includes('$'),
      instruction,
    })),
  ),
);

function sourcesOf(instruction: Instruction): readonly string[] {
  switch (instruction.keyword) {
    case 'COPY':
    case 'ADD': {
      if (instruction.flags.some(({ name }) => name === 'from')) return [];
      const words = instruction.execForm ?? instruction.words.map(({ text }) => text);
      return words.slice(0, -1).filter((word) => !isRemote(word));
    }
    case 'RUN':
      return readMounts(instruction).flatMap(({ type, from, source }) =>
        type === 'bind' && from === undefined ? [source ?? ''] : [],
      );
    default:
      return [];
  }
}

/** URLs and Git addresses that ADD fetches, and heredocs. */
function isRemote(word: string): boolean {
  return (
    /^(?:https?|ftp|git|ssh):\/\//i.test(word) ||
    /^[\w.-]+@[^/]+:/.test(word) ||
    /^\d*<</.test(word)
  );
}
