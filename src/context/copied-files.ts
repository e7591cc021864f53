import type { Instruction, Stage } from '../dockerfile/model.js';
import { joinPath, type InstructionState, knownValues } from '../dockerfile/state.js';
import { expandVariables } from '../dockerfile/variables.js';
import type { BuildContext } from './build-context.js';
import { expandSource } from './copy-source.js';

/** A COPY or ADD from the build context, read. */
export interface LocalCopy {
  readonly instruction: Instruction;
  /** The sources as written, those that are URLs or heredocs left out. */
  readonly sources: readonly string[];
  /** Absolute; undefined where the working directory is not known or the path has unknown variables. */
  readonly destination: string | undefined;
  /** The destination is written as a folder (`/` or `.` at its end), or has several sources. */
  readonly toFolder: boolean;
}

/** The COPY and ADD instructions of a stage that take files from the build context. */
export function localCopies(
  stage: Stage,
  states: readonly InstructionState[],
): readonly LocalCopy[] {
  return stage.instructions.flatMap((instruction) => {
    const copy = readLocalCopy(instruction, states[instruction.index]);
    return copy === undefined ? [] : [copy];
  });
}

/** Reads a COPY or ADD; undefined for other instructions, and where nothing comes from the build context. */
export function readLocalCopy(
  instruction: Instruction,
  state: InstructionState | undefined,
): LocalCopy | undefined {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return undefined;
  if (instruction.flags.some(({ name }) => name === 'from')) return undefined;
  const words = instruction.execForm ?? instruction.words.map(({ text }) => unquoted(text));
  const target = words.at(-1);
  const all = words.slice(0, -1);
  const sources = all.filter(
    (source) =>
      !/^(?:https?|ftp|git|ssh):\/\//.test(source) &&
      !/^git@/.test(source) &&
      !source.startsWith('<<'),
  );
  if (target === undefined || sources.length === 0) return undefined;
  const expanded = expandPath(target, state);
  return {
    instruction,
    sources,
    destination: expanded === undefined ? undefined : joinPath(state?.workdir, expanded),
    toFolder: all.length > 1 || /(?:^|\/)\.{0,2}$/.test(target),
  };
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

function expandPath(path: string, state: InstructionState | undefined): string | undefined {
  const known = knownValues(state?.environment);
  return expandVariables(path, known);
}

/**
 * The path in the context of the file that stands at an absolute path of the image after these copies; undefined where
 * none of them brings it. The last copy wins. Ignore files are not looked at.
 */
export function contextFileAt(
  context: BuildContext,
  copies: readonly LocalCopy[],
  imagePath: string,
): string | undefined {
  for (const copy of copies.toReversed()) {
    if (copy.destination === undefined) continue;
    for (const source of copy.sources) {
      for (const path of expandSource(context, source)) {
        const found = fileUnder(context, copy, path, imagePath);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

function fileUnder(
  context: BuildContext,
  copy: LocalCopy,
  path: string,
  imagePath: string,
): string | undefined {
  const destination = copy.destination ?? '/';
  const folder = destination === '/' ? '/' : `${destination}/`;
  if (context.entry(path)?.kind === 'directory') {
    // What is in the folder is copied, not the folder itself.
    if (!imagePath.startsWith(folder)) return undefined;
    const rest = imagePath.slice(folder.length);
    const inner = path === '' ? rest : `${path}/${rest}`;
    return context.entry(inner)?.kind === 'file' ? inner : undefined;
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  // Without a closing slash a file lands in the folder where one is there already.
  if (imagePath === `${folder}${name}`) return path;
  return !copy.toFolder && imagePath === destination ? path : undefined;
}
