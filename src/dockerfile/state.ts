import type { Dockerfile, Instruction, Stage } from './model.js';
import { oncePer } from './once.js';
import { expandVariables, readAssignments, unquote } from './variables.js';

/** What is in force when an instruction starts, as far as the file itself sets it. */
export interface InstructionState {
  /** The value of the last USER; undefined where the base image decides. */
  readonly user: string | undefined;
  /** The value of the last SHELL; undefined where the base image decides (almost always `/bin/sh -c`). */
  readonly shell: readonly string[] | undefined;
  /** Absolute working directory; undefined where the base image decides. Variables that have no value stay. */
  readonly workdir: string | undefined;
  /** ENV and ARG values in force; one whose value can't be told is undefined. */
  readonly environment: ReadonlyMap<string, string | undefined>;
}

const START: InstructionState = {
  user: undefined,
  shell: undefined,
  workdir: undefined,
  environment: new Map(),
};

/** The state before each instruction, by instruction index; a stage that is FROM another starts with its end state. */
export const instructionStates = oncePer(readStates);

function readStates(dockerfile: Dockerfile): readonly InstructionState[] {
  const states: InstructionState[] = [];
  const stageEnds: InstructionState[] = [];
  for (const instruction of dockerfile.globalArguments) states[instruction.index] = START;
  for (const stage of dockerfile.stages) {
    let state = startOf(stage, stageEnds);
    states[stage.from.index] = state;
    for (const instruction of stage.instructions) {
      states[instruction.index] = state;
      state = after(instruction, state, dockerfile.escape);
    }
    stageEnds.push(state);
  }
  return states;
}

/**
 * The state in which a stage ends: what is in force for what its image runs, the last instruction counted.
 * @param states the state before each instruction, by instruction index
 */
export function endState(
  { instructions, from }: Stage,
  states: readonly InstructionState[],
  escape: Dockerfile['escape'],
): InstructionState | undefined {
  const last = instructions.at(-1) ?? from;
  const state = states[last.index];
  return state === undefined ? undefined : after(last, state, escape);
}

function startOf(stage: Stage, stageEnds: readonly InstructionState[]): InstructionState {
  if (stage.base.kind !== 'stage') return START;
  return stageEnds[stage.base.index] ?? START;
}

function after(
  instruction: Instruction,
  state: InstructionState,
  escape: Dockerfile['escape'],
): InstructionState {
  const text = instruction.arguments.text;
  switch (instruction.keyword) {
    case 'USER':
      return { ...state, user: expandKnown(unquote(text, escape), state) };
    case 'SHELL':
      return { ...state, shell: instruction.execForm ?? state.shell };
    case 'WORKDIR':
      return {
        ...state,
        workdir: joinPath(state.workdir, expandKnown(unquote(text, escape), state)),
      };
    case 'ENV':
    case 'ARG': {
      const environment = new Map(state.environment);
      for (const { name, rawValue } of readAssignments(instruction, escape)) {
        const value =
          rawValue === undefined
            ? undefined
            : expandVariables(unquote(rawValue, escape), knownValues(state.environment));
        environment.set(name, value);
      }
      return { ...state, environment };
    }
    default:
      return state;
  }
}

function expandKnown(text: string, state: InstructionState): string {
  return expandVariables(text, knownValues(state.environment)) ?? text;
}

/** The variables of an environment whose values are known, in a map of its own; none where there is no state. */
export function knownValues(
  environment: InstructionState['environment'] = new Map(),
): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of environment) if (value !== undefined) values.set(name, value);
  return values;
}

/** Joins a path to a working directory as BuildKit does; undefined where a relative path has no known start. */
export function joinPath(workdir: string | undefined, path: string): string | undefined {
  if (!path.startsWith('/') && workdir === undefined) return undefined;
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : `${workdir ?? ''}/`}${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
