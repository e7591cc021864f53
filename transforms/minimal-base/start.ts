import type { Instruction } from '../../src/dockerfile/model.js';
import {
  endState as stageEnd,
  joinPath,
  type InstructionState,
  knownValues,
} from '../../src/dockerfile/state.js';
import { expandVariables, readAssignments, unquote } from '../../src/dockerfile/variables.js';
import type { FinalStage } from './final-stage.js';

/** What the image starts. */
export type Start =
  | {
      readonly kind: 'program';
      /** The words of ENTRYPOINT, and of CMD after them. */
      readonly words: readonly string[];
      /** The one that names the program. */
      readonly instruction: Instruction;
    }
  /** ENTRYPOINT or CMD is given to a shell. */
  | { readonly kind: 'shell'; readonly instruction: Instruction }
  /** The file names nothing: the base decides. */
  | { readonly kind: 'base' };

/** What the final stage starts, by its last ENTRYPOINT and CMD. That of a base with an ENTRYPOINT is not known to this function. */
export function startOf({ stage }: FinalStage): Start {
  const last = (keyword: string): Instruction | undefined =>
    stage.instructions.findLast((instruction) => instruction.keyword === keyword);
  const entrypoint = last('ENTRYPOINT');
  const command = last('CMD');
  const first = entrypoint ?? command;
  if (first === undefined) return { kind: 'base' };
  for (const instruction of [entrypoint, command]) {
    if (instruction !== undefined && instruction.execForm === undefined) {
      return { kind: 'shell', instruction };
    }
  }
  const words = [...(entrypoint?.execForm ?? []), ...(command?.execForm ?? [])];
  return { kind: 'program', words, instruction: first };
}

/** The folders that a container searches for a program where nothing sets PATH, in order. */
const SEARCHED: readonly string[] = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

/** The paths at which a container looks for a program that it is to start; none where that can't be told. */
export function pathsOf(final: FinalStage, program: string): readonly string[] {
  if (program.includes('/')) {
    const path = joinPath(endState(final)?.workdir ?? '/', program);
    return path === undefined ? [] : [path];
  }
  return searchedFolders(final).map((folder) => `${folder}/${program}`);
}

function searchedFolders({ stage, states, dockerfile }: FinalStage): readonly string[] {
  return stage.instructions.reduce<readonly string[]>((folders, instruction) => {
    const state = states[instruction.index];
    if (instruction.keyword !== 'ENV' || state === undefined) return folders;
    const value = readAssignments(instruction, dockerfile.escape).findLast(
      ({ name }) => name === 'PATH',
    )?.rawValue;
    if (value === undefined) return folders;
    const values = new Map([...knownValues(state.environment), ['PATH', folders.join(':')]]);
    return expandVariables(unquote(value, dockerfile.escape), values)?.split(':') ?? [];
  }, SEARCHED);
}

/** What is in force when the image starts. */
export function endState({ stage, states, dockerfile }: FinalStage): InstructionState | undefined {
  return stageEnd(stage, states, dockerfile.escape);
}
