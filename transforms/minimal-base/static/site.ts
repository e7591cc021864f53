import { contextFileAt, localCopies } from '../../../src/context/copied-files.js';
import { binariesOf, readNodeProject, scriptsRunBy } from '../../../src/context/node-project.js';
import { instructionCommands, resolveCommand } from '../../../src/dockerfile/commands.js';
import type { Instruction, Stage } from '../../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../../src/dockerfile/shell.js';
import { joinPath } from '../../../src/dockerfile/state.js';
import { basename, stageCopies, type StageCopy } from '../copies.js';
import type { FinalStage } from '../final-stage.js';
import { endState } from '../start.js';
import { servedBy, type Served } from './servers.js';

/** A path of the image, where the stage that made it has it. */
export interface Origin {
  readonly stage: Stage;
  readonly path: string;
  /** The COPY that brings it; undefined where the final stage made it itself. */
  readonly copy: StageCopy | undefined;
}

/** The last CMD, which alone says what a file of Node starts. */
export function commandOf({ stage }: FinalStage): Instruction | undefined {
  return stage.instructions.findLast(({ keyword }) => keyword === 'CMD');
}

/** What CMD starts, through scripts of package.json; undefined where that is no server of files, more than one command, or can't be read. */
export function servedByCommand(final: FinalStage): Served | undefined {
  const command = commandOf(final);
  const state = command === undefined ? undefined : final.states[command.index];
  if (command === undefined || state === undefined) return undefined;
  const { commands, opaque } = instructionCommands(command, state);
  return opaque === undefined ? servedByCommands(final, commands) : undefined;
}

/** The same of a line that the repository runs in the image. */
export function servedByLine(final: FinalStage, line: string): Served | undefined {
  const { commands, error } = parseShellText(line, () => final.stage.from.range);
  return error === undefined ? servedByCommands(final, commands) : undefined;
}

function servedByCommands(
  final: FinalStage,
  commands: readonly ShellCommand[],
): Served | undefined {
  const all = commands.flatMap((command) => scriptsOf(final, command) ?? [command]);
  const [only, ...others] = all.filter(({ name }) => name !== undefined);
  const resolved = only === undefined || others.length > 0 ? undefined : resolveCommand(only);
  if (resolved?.name === undefined) return undefined;
  const words = resolved.arguments.map(({ value }) => value);
  // npx looks the program up, with options of its own before it.
  const first =
    resolved.name === 'npx' ? words.findIndex((word) => !/^(?:-y|--yes)$/.test(word)) : -1;
  const name = first === -1 ? resolved.name : (words[first] ?? '').replace(/(?<=.)@.*$/, '');
  return servedBy(name, words.slice(first + 1));
}

/** What a command comes to that runs scripts of package.json (`npm start`, `npm run preview -- --host`). */
function scriptsOf(final: FinalStage, command: ShellCommand): readonly ShellCommand[] | undefined {
  const workdir = endState(final)?.workdir;
  const origin = workdir === undefined ? undefined : originOf(final, `${workdir}/package.json`);
  const file =
    origin === undefined || final.context === undefined
      ? undefined
      : contextFileAt(final.context, localCopies(origin.stage, final.states), origin.path);
  if (file === undefined || final.context === undefined) return undefined;
  const project = readNodeProject(final.context, file.split('/').slice(0, -1).join('/'));
  const scripts = project === undefined ? undefined : scriptsRunBy(command, project);
  if (project === undefined || scripts === undefined) return undefined;
  const runs = scripts.map((script) => binariesOf(project, script));
  if (runs.some((run) => run === undefined || run.opaque !== undefined)) return undefined;
  const found = runs.flatMap((run) => run?.commands ?? []);
  const given = resolveCommand(command)?.arguments ?? [];
  const rest = given.slice(given.findIndex(({ value }) => value === '--') + 1);
  const [only] = found;
  // What follows `--` goes to the script.
  return given.some(({ value }) => value === '--') && only !== undefined && found.length === 1
    ? [{ ...only, arguments: [...only.arguments, ...rest] }]
    : found;
}

/** Where a path of the final stage comes from; undefined where it is not known. */
export function originOf(final: FinalStage, path: string): Origin | undefined {
  if (final.dockerfile.stages.length === 1) return { stage: final.stage, path, copy: undefined };
  // What is copied nearest to the path has it; a name with an ending is a file's.
  const [copy] = stageCopies(final)
    .filter(
      ({ destination, sources }) =>
        sources.length === 1 &&
        (basename(sources[0] ?? '') === basename(path) || !/\.\w+$/.test(sources[0] ?? '')) &&
        (path === destination || path.startsWith(`${destination}/`)),
    )
    .sort((one, other) => other.destination.length - one.destination.length);
  const [source] = copy?.sources ?? [];
  if (copy === undefined || source === undefined) return undefined;
  const rest = path.slice(copy.destination.length + 1);
  const isItself = /\.\w+$/.test(source) && rest === basename(source);
  const inside = isItself || rest === '' ? source : joinPath(source, rest);
  return inside === undefined ? undefined : { stage: copy.from, path: inside, copy };
}
