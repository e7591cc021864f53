import type { Dockerfile, Instruction, Stage } from '../../../src/dockerfile/model.js';
import { readMounts } from '../../../src/dockerfile/mounts.js';
import { officialImage } from '../../../src/dockerfile/image-reference.js';
import { ancestry, findStage } from '../../../src/dockerfile/stages.js';
import { joinPath, type InstructionState, knownValues } from '../../../src/dockerfile/state.js';
import { expandVariables } from '../../../src/dockerfile/variables.js';
import { configOf } from '../../../src/knowledge/base-config.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { isSystemFolder, isWithin } from '../folders.js';

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
function stageNamed(
  { dockerfile, use }: Pick<TransformInput, 'dockerfile' | 'use'>,
  name: string,
  { stageIndex = 0 }: Instruction,
): Stage | undefined {
  // A build context of that name takes the place of the stage.
  if (use.namedContexts.includes(name)) return undefined;
  return findStage({ ...dockerfile, stages: dockerfile.stages.slice(0, stageIndex) }, name);
}

/** The COPY instructions of a stage that take files from other stages. */
export function stageCopies(input: TransformInput, stage: Stage): readonly StageCopy[] {
  return stage.instructions.flatMap((instruction) => {
    const name = instruction.flags.find((flag) => flag.name === 'from')?.value;
    if (instruction.keyword !== 'COPY' || name === undefined) return [];
    const from = stageNamed(input, name, instruction);
    const words = instruction.execForm ?? instruction.words.map(({ text }) => unquoted(text));
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

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
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
