import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import { instructionStates, knownValues } from '../../src/dockerfile/state.js';
import { expandVariables, readAssignments, unquote } from '../../src/dockerfile/variables.js';

/**
 * The folders that a Dockerfile adds to PATH before an instruction of a stage; what the base image has is not among them.
 * Undefined where one of them can't be told.
 */
export function addedSearchFolders(
  dockerfile: Dockerfile,
  stage: Stage,
  before: Instruction,
): readonly string[] | undefined {
  const states = instructionStates(dockerfile);
  const folders = ancestry(dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .filter(
      ({ keyword, index }) => (keyword === 'ENV' || keyword === 'ARG') && index < before.index,
    )
    .flatMap((instruction) => {
      const known = knownValues(states[instruction.index]?.environment);
      return readAssignments(instruction, dockerfile.escape)
        .filter(({ name }) => name === 'PATH')
        .flatMap(({ rawValue = '' }) => unquote(rawValue, dockerfile.escape).split(':'))
        .filter((part) => part !== '$PATH' && part !== '${PATH}')
        .map((part) => expandVariables(part, known));
    });
  const told = folders.flatMap((folder) => folder ?? []);
  return told.length === folders.length ? told : undefined;
}
