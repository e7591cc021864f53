import type { BuildContext } from '../../src/context/build-context.js';
import { readLocalCopy } from '../../src/context/copied-files.js';
import { expandSource } from '../../src/context/copy-source.js';
import { cleanPath } from '../../src/context/path-pattern.js';
import { readMounts } from '../../src/dockerfile/mounts.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { ancestry, findStage } from '../../src/dockerfile/stages.js';
import { instructionStates, joinPath, type InstructionState } from '../../src/dockerfile/state.js';
import type { Candidate, Maker } from './candidates.js';

/**
 * Whether every stage that copies a folder of the context makes it anew at the same place, by a command of its own or by
 * a copy of what another stage made (hazards D4, D12, D17). Output has to be made after the copy; what is installed may
 * come first, and the copy then only covers it.
 */
export function isMadeAnew(
  dockerfile: Dockerfile,
  context: BuildContext,
  candidate: Candidate,
  path: string,
): boolean {
  const states = instructionStates(dockerfile);
  if (candidate.holds === 'pyvenv.cfg')
    return installsPackages(dockerfile, candidate, context, path);
  return dockerfile.stages.every((stage) =>
    stage.instructions.every((instruction) => {
      if (isMounted(instruction, path)) return false;
      const state = states[instruction.index];
      return placesInImage(context, instruction, state, path).every((place) =>
        ancestry(dockerfile, stage)
          .flatMap(({ instructions }) => instructions)
          .some((other) => {
            if (candidate.kind === 'output' && other.index < instruction.index) return false;
            const otherState = states[other.index];
            return (
              isCopiedFromStage(other, otherState, place) ||
              makesInStage(
                dockerfile,
                candidate,
                { context, path },
                folderFromStage(dockerfile, other, otherState, place),
              ) ||
              (otherState !== undefined &&
                runsMaker(other, withStart(otherState), stage, candidate, place, {
                  context,
                  path,
                }))
            );
          }),
      );
    }),
  );
}

/** An environment serves the machine that made it: the image's own packages are installed wherever they are. */
function installsPackages(
  dockerfile: Dockerfile,
  candidate: Candidate,
  context: BuildContext,
  path: string,
): boolean {
  const states = instructionStates(dockerfile);
  return dockerfile.stages.some((stage) =>
    stage.instructions.some((instruction) => {
      const state = states[instruction.index];
      return (
        state !== undefined &&
        runsMaker(instruction, withStart(state), stage, candidate, '/', { context, path })
      );
    }),
  );
}

/** A bind mount shows the folder of the context itself, whatever is made elsewhere. */
function isMounted(instruction: Instruction, path: string): boolean {
  return (
    instruction.keyword === 'RUN' &&
    readMounts(instruction).some(
      ({ type, from, source }) =>
        type === 'bind' && from === undefined && isWithin(path, contextPath(source ?? '')),
    )
  );
}

function contextPath(source: string): string {
  return cleanPath(`/${source}`).slice(1);
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Where the base image decides the working directory, it is the same one for all that is compared here. */
function withStart(state: InstructionState): InstructionState {
  return { ...state, workdir: state.workdir ?? '/' };
}

/** Where in the image an instruction puts a path of the context. */
function placesInImage(
  context: BuildContext,
  instruction: Instruction,
  state: InstructionState | undefined,
  path: string,
): readonly (string | undefined)[] {
  const copy = readLocalCopy(instruction, state === undefined ? undefined : withStart(state));
  if (copy === undefined) return [];
  const keepsFolders = instruction.flags.some(({ name }) => name === 'parents');
  return (
    copy.sources
      // `**` of `COPY --parents` asks for files by their names, and would look through every folder.
      .filter((source) => !source.includes('**'))
      .flatMap((source) => expandSource(context, source))
      .filter((source) => isWithin(path, source))
      .map((source) =>
        keepsFolders
          ? undefined
          : joinPath(copy.destination, path.slice(source === '' ? 0 : source.length + 1)),
      )
  );
}

/** `COPY --from=… <anything>/node_modules <place>`. */
function isCopiedFromStage(
  instruction: Instruction,
  state: InstructionState | undefined,
  place: string | undefined,
): boolean {
  if (instruction.keyword !== 'COPY' || state === undefined) return false;
  if (!instruction.flags.some(({ name }) => name === 'from')) return false;
  const words = instruction.execForm ?? instruction.words.map(({ text }) => text);
  const target = joinPath(withStart(state).workdir, words.at(-1) ?? '');
  return target !== undefined && target === place && words.length === 2;
}

/** The stage, and the place in it, from which a `COPY --from` of a whole folder brings a place. */
function folderFromStage(
  dockerfile: Dockerfile,
  instruction: Instruction,
  state: InstructionState | undefined,
  place: string | undefined,
): StagePlace | undefined {
  if (instruction.keyword !== 'COPY' || state === undefined || place === undefined)
    return undefined;
  const from = instruction.flags.find(({ name }) => name === 'from')?.value;
  const stage = from === undefined ? undefined : findStage(dockerfile, from);
  const [source, target, ...more] =
    instruction.execForm ?? instruction.words.map(({ text }) => text);
  if (stage === undefined || source === undefined || target === undefined || more.length > 0)
    return undefined;
  const folder = joinPath(withStart(state).workdir, target);
  if (folder === undefined || !place.startsWith(`${folder}/`)) return undefined;
  return { stage, place: joinPath(joinPath('/', source), place.slice(folder.length + 1)) };
}

interface StagePlace {
  readonly stage: Stage;
  readonly place: string | undefined;
}

/** Whether a stage makes what stands at a place of it. */
function makesInStage(
  dockerfile: Dockerfile,
  candidate: Candidate,
  wanted: Wanted,
  at: StagePlace | undefined,
): boolean {
  if (at === undefined) return false;
  const states = instructionStates(dockerfile);
  return ancestry(dockerfile, at.stage)
    .flatMap(({ instructions }) => instructions)
    .some((instruction) => {
      const state = states[instruction.index];
      return (
        state !== undefined &&
        runsMaker(instruction, withStart(state), at.stage, candidate, at.place, wanted)
      );
    });
}

interface Wanted {
  readonly context: BuildContext;
  /** The folder in the context. */
  readonly path: string;
}

function runsMaker(
  instruction: Instruction,
  state: InstructionState,
  stage: Stage,
  candidate: Candidate,
  place: string | undefined,
  wanted: Wanted,
): boolean {
  if (instruction.keyword !== 'RUN' || place === undefined) return false;
  const project = place.slice(0, place.lastIndexOf('/')) || '/';
  let folder = state.workdir;
  return instructionCommands(instruction, state).commands.some((command) => {
    const read = readCommand(command, folder);
    if (read === undefined) return false;
    if (read.words[0] === 'cd') {
      folder = read.words.length === 2 ? joinPath(folder, read.words[1] ?? '') : undefined;
      return false;
    }
    const maker = candidate.makers?.find(({ words }) => startsWith(read.words, words));
    if (maker === undefined) return false;
    if (isIncomplete(command, candidate, instruction, stage, state)) return false;
    return reaches(maker, read.folder, project, candidate, wanted);
  });
}

const FOLDER_OPTIONS: ReadonlySet<string> = new Set([
  ...['--prefix', '-C', '--dir', '--cwd', '-d', '--working-dir', '-p', '--project-dir'],
]);
const FILE_OPTIONS: ReadonlySet<string> = new Set(['-f', '--file', '--manifest-path']);

/** A command's words without options, and the folder it works in; undefined where there is no command word. */
function readCommand(
  command: ShellCommand,
  workdir: string | undefined,
): { readonly words: readonly string[]; readonly folder: string | undefined } | undefined {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return undefined;
  const words = [resolved.name];
  let folder = workdir;
  const values = resolved.arguments.map(({ value }) => value);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? '';
    const equals = value.indexOf('=');
    const option = value.startsWith('-') && equals > 0 ? value.slice(0, equals) : value;
    if (FOLDER_OPTIONS.has(option) || FILE_OPTIONS.has(option)) {
      if (equals === -1) index += 1;
      const target = equals > 0 ? value.slice(equals + 1) : (values[index] ?? '');
      const named = FOLDER_OPTIONS.has(option)
        ? target
        : target.includes('/')
          ? target.slice(0, target.lastIndexOf('/')) || '/'
          : '.';
      folder = joinPath(folder, named);
    } else if (!value.startsWith('-') || (value === '-m' && words.length === 1)) words.push(value);
  }
  return { words, folder };
}

function startsWith(words: readonly string[], wanted: readonly string[]): boolean {
  // `yarn` alone installs; with a word behind it, it runs a script.
  if (wanted.length === 1 && wanted[0] === 'yarn') return words.length === 1 && words[0] === 'yarn';
  return wanted.every((word, index) =>
    word.endsWith('*')
      ? words[index]?.startsWith(word.slice(0, -1)) === true
      : words[index] === word,
  );
}

/** Without development dependencies a later build script may live on those of the copy. */
function isIncomplete(
  command: ShellCommand,
  candidate: Candidate,
  instruction: Instruction,
  stage: Stage,
  state: InstructionState,
): boolean {
  if (candidate.name !== 'node_modules') return false;
  const isProduction =
    state.environment.get('NODE_ENV') === 'production' ||
    command.arguments.some(({ value }) =>
      /^(?:--production|--prod|-P|--only=prod.*|--omit=dev|--frozen-production)$/.test(value),
    ) ||
    command.assignments.some(
      ({ name, value }) => name === 'NODE_ENV' && value?.value === 'production',
    );
  return (
    isProduction &&
    stage.instructions.some(
      ({ index, keyword, arguments: { text } }) =>
        keyword === 'RUN' &&
        index >= instruction.index &&
        /\b(?:npx|(?:npm|pnpm|yarn|bun) (?:run|build|test|exec)|tsc|webpack)\b/.test(text),
    )
  );
}

function reaches(
  { reach }: Maker,
  folder: string | undefined,
  project: string,
  candidate: Candidate,
  { context, path }: Wanted,
): boolean {
  if (reach === 'any') return true;
  if (folder === undefined) return false;
  if (folder === project) return true;
  const isBelow = folder === '/' || project.startsWith(`${folder}/`);
  if (!isBelow) return false;
  if (reach === 'below') return true;
  // The install of a workspace serves all its packages.
  const depth = project.slice(folder.length).split('/').filter(Boolean).length;
  const root = path.split('/').slice(0, -1 - depth);
  if (candidate.kind !== 'dependencies' || path.split('/').length < depth + 1) return false;
  const at = (name: string): string => [...root, name].join('/');
  return (
    context.entry(at('pnpm-workspace.yaml')) !== undefined ||
    /"workspaces"\s*:/.test(context.read(at('package.json')) ?? '')
  );
}
