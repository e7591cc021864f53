import { configOf } from '../knowledge/base-config.js';
import { officialImage } from '../dockerfile/image-reference.js';
import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.js';
import { ancestry, findStage } from '../dockerfile/stages.js';
import { joinPath, knownValues, type InstructionState } from '../dockerfile/state.js';
import { expandVariables, unquote } from '../dockerfile/variables.js';
import type { RepositoryUse } from './build-context.js';

/** What it takes to read a COPY from another stage. */
export interface StageReading {
  readonly dockerfile: Dockerfile;
  /** The state before each instruction, by instruction index. */
  readonly states: readonly InstructionState[];
  readonly use: RepositoryUse;
}

/** A COPY that takes files from another stage of the file, read. */
export interface StageCopy {
  readonly instruction: Instruction;
  readonly from: Stage;
  /** Absolute paths in that stage; they may be patterns. Undefined where a variable hides one. */
  readonly sources: readonly string[] | undefined;
  /** Absolute; undefined where the working directory is not known or the path has unknown variables. */
  readonly destination: string | undefined;
  /** The destination is written as a folder (`/` or `.` at its end), or has several sources. */
  readonly toFolder: boolean;
}

/** The stage that `--from` names at an instruction: an earlier one, by its name or its number; undefined for an image. */
export function stageNamed(
  { dockerfile, use }: Pick<StageReading, 'dockerfile' | 'use'>,
  name: string,
  { stageIndex = 0 }: Instruction,
): Stage | undefined {
  // A build context of that name takes the place of the stage.
  if (use.namedContexts.includes(name)) return undefined;
  return findStage({ ...dockerfile, stages: dockerfile.stages.slice(0, stageIndex) }, name);
}

/** The COPY instructions of a stage that take files from other stages. */
export function stageCopies(input: StageReading, stage: Stage): readonly StageCopy[] {
  return stage.instructions.flatMap((instruction) => {
    const name = instruction.flags.find((flag) => flag.name === 'from')?.value;
    if (instruction.keyword !== 'COPY' || name === undefined) return [];
    const from = stageNamed(input, name, instruction);
    const words =
      instruction.execForm ??
      instruction.words.map(({ text }) => unquote(text, input.dockerfile.escape));
    const target = words.at(-1);
    if (from === undefined || target === undefined) return [];
    const state = input.states[instruction.index];
    const given = words.slice(0, -1).map((word) => absolute(word, '/', state));
    return [
      {
        instruction,
        from,
        sources: given.every((path) => path !== undefined) ? given : undefined,
        destination: absolute(
          target,
          state?.workdir ?? startFolder(input.dockerfile, stage),
          state,
        ),
        toFolder: given.length > 1 || /(?:^|\/)\.{0,2}$/.test(target),
      },
    ];
  });
}

/** The folder in which the image of a stage starts, until WORKDIR says otherwise; undefined where its configuration is not known. */
export function startFolder(dockerfile: Dockerfile, stage: Stage): string | undefined {
  const { base } = ancestry(dockerfile, stage).at(-1) ?? stage;
  const image = base.kind === 'image' ? officialImage(base.reference) : undefined;
  return base.kind === 'image' && image !== undefined
    ? configOf(image, base.reference.tag)?.workdir
    : undefined;
}

function absolute(
  path: string,
  folder: string | undefined,
  state: InstructionState | undefined,
): string | undefined {
  const known = knownValues(state?.environment);
  const expanded = expandVariables(path, known);
  return expanded === undefined ? undefined : joinPath(folder, expanded);
}
