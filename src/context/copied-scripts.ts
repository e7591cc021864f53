import { instructionCommands, resolveCommand } from '../dockerfile/commands.js';
import type { Instruction, Stage } from '../dockerfile/model.js';
import { parseShellText, type ShellCommand, type ShellWord } from '../dockerfile/shell.js';
import { joinPath, type InstructionState } from '../dockerfile/state.js';
import { expandVariables } from '../dockerfile/variables.js';
import type { BuildContext } from './build-context.js';
import { contextFileAt, localCopies, type LocalCopy } from './copied-files.js';
import { fillScriptFolder } from './script-folder.js';

/** A script of the build context that a stage copies in and runs. */
export interface CopiedScript {
  /** Path in the context. */
  readonly contextPath: string;
  /** Absolute path in the image. */
  readonly imagePath: string;
  /** The instruction that runs it, directly or by another script. */
  readonly instruction: Instruction;
  /** The words of its `#!` line: `/usr/bin/env`, `bash`; undefined where it has none. */
  readonly shebang: readonly string[] | undefined;
  /** Name of what runs it, without its folder: `sh`, `bash`, `python3`. */
  readonly interpreter: string;
  /** The commands of a shell script; none for scripts in other languages. Ranges of the commands mean nothing. */
  readonly commands: readonly ShellCommand[];
  /** Why its commands are not known: another language, a syntax error; undefined when they are. */
  readonly opaque: string | undefined;
  readonly text: string;
}

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh']);
const INTERPRETERS = /^(?:sh|bash|dash|ash|ksh|zsh|source|\.)$/;
const SCRIPT_DEPTH = 5;
/** The folders of PATH in which a copied script is looked for by its bare name. */
const PATH_FOLDERS: readonly string[] = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

/** Finds the scripts that commands of an instruction run, or that something which it starts runs: see {@link scriptFollower}. */
export type ScriptFollower = (
  commands: readonly ShellCommand[],
  instruction: Instruction,
) => readonly CopiedScript[];

/** What is known where a command runs. */
interface Place {
  readonly workdir: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  /** The path in the image of the script that the command is in; undefined for an instruction's own. */
  readonly script: string | undefined;
}

/**
 * The scripts of the context that the stage copies in and that its RUN, CMD, ENTRYPOINT and HEALTHCHECK run, with those
 * that these scripts run; undefined where the context is not known.
 */
export function copiedScripts(
  stage: Stage,
  states: readonly InstructionState[],
  context: BuildContext | undefined,
): readonly CopiedScript[] | undefined {
  if (context === undefined) return undefined;
  const follow = scriptFollower(stage, states, context);
  return stage.instructions.flatMap((instruction) => {
    const state = states[instruction.index];
    return state === undefined
      ? []
      : follow(instructionCommands(instruction, state).commands, instruction);
  });
}

/**
 * Follows commands of a stage into the scripts that it copies in, and these into others: scripts that are run by their path or
 * by their name on PATH, given to a shell, or read with `.`. ENV, a script's own plain variables and the ways in which it
 * names its folder are filled in.
 */
export function scriptFollower(
  stage: Stage,
  states: readonly InstructionState[],
  context: BuildContext,
): ScriptFollower {
  const copies = localCopies(stage, states);
  const last = states[stage.instructions.at(-1)?.index ?? stage.from.index];
  return (commands, instruction) => {
    // CMD, ENTRYPOINT and HEALTHCHECK run when all is copied, where the last WORKDIR says.
    const isBuild = instruction.keyword === 'RUN';
    const state = isBuild ? states[instruction.index] : (last ?? states[instruction.index]);
    const available = isBuild
      ? copies.filter((copy) => copy.instruction.index < instruction.index)
      : copies;
    const found = new Map<string, CopiedScript>();
    const visit = (inner: readonly ShellCommand[], place: Place, depth: number): void => {
      const variables = new Map(place.variables);
      let workdir = place.workdir;
      for (const command of inner) {
        const here = { ...place, workdir, variables };
        assign(command, variables, here);
        workdir = folderAfter(command, here);
        for (const path of scriptPaths(command, here)) {
          if (found.has(path) || depth === 0) continue;
          const script = scriptAt(context, available, path, instruction);
          if (script === undefined) continue;
          found.set(path, script);
          visit(script.commands, { ...here, script: path }, depth - 1);
        }
      }
    };
    const environment = [...(state?.environment ?? [])].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    visit(
      commands,
      { workdir: state?.workdir, variables: new Map(environment), script: undefined },
      SCRIPT_DEPTH,
    );
    return [...found.values()];
  };
}

/** Keeps what a variable is set to for all that follows; one that is set under a condition, or twice, is not known. */
function assign(command: ShellCommand, variables: Map<string, string>, place: Place): void {
  if (command.name !== undefined && !/^(?:export|readonly)$/.test(command.name.value)) return;
  const named = command.arguments.flatMap(({ value }) => {
    const equals = value.indexOf('=');
    return equals === -1 ? [] : [{ name: value.slice(0, equals), text: value.slice(equals + 1) }];
  });
  const plain = command.assignments.map(({ name, value }) => ({ name, text: value?.value ?? '' }));
  for (const { name, text } of [...plain, ...named]) {
    const value = valueOf(text, { ...place, variables });
    if (value === undefined || command.placement.size > 0) variables.delete(name);
    else variables.set(name, value);
  }
}

/** `cd` moves what follows, except in a subshell; where it leads to an unknown folder, the last known one is as good as any. */
function folderAfter(command: ShellCommand, place: Place): string | undefined {
  const resolved = resolveCommand(command);
  if (resolved?.name !== 'cd' || command.placement.has('subshell')) return place.workdir;
  const [target] = resolved.arguments;
  const path = target === undefined ? undefined : pathOf(target, place);
  return path === undefined ? place.workdir : joinPath(place.workdir, path);
}

/** Starts the folder of a script, so that `$(cd … && pwd)` around it is known. */
const HERE = '\uE001';

function valueOf(text: string, { variables, script }: Place): string | undefined {
  const folder = script?.slice(0, script.lastIndexOf('/'));
  const filled =
    folder === undefined
      ? text
      : fillScriptFolder(text, `${HERE}${folder}`, HERE).replaceAll(HERE, '');
  return filled.includes('`') || filled.includes('$(')
    ? undefined
    : expandVariables(filled, variables);
}

/** The paths at which the script that a command runs may stand. */
function scriptPaths(command: ShellCommand, place: Place): readonly string[] {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return [];
  const operand = resolved.arguments.find(({ value }) => !value.startsWith('-'));
  const isInterpreted = resolved.name !== undefined && INTERPRETERS.test(resolved.name);
  const word = isInterpreted ? operand : resolved.word;
  const path = word === undefined ? undefined : pathOf(word, place);
  if (path === undefined) return [];
  const local = joinPath(place.workdir, path);
  const places = local === undefined ? [] : [local];
  if (path.includes('/')) return places;
  const named = PATH_FOLDERS.map((folder) => `${folder}/${path}`);
  // `sh script.sh` looks in the working directory first.
  return isInterpreted ? [...places, ...named] : named;
}

function pathOf(word: ShellWord, place: Place): string | undefined {
  return word.literal ? word.value : valueOf(word.value, place);
}

function scriptAt(
  context: BuildContext,
  copies: readonly LocalCopy[],
  imagePath: string,
  instruction: Instruction,
): CopiedScript | undefined {
  const contextPath = contextFileAt(context, copies, imagePath);
  const text = contextPath === undefined ? undefined : context.read(contextPath);
  return contextPath === undefined || text === undefined
    ? undefined
    : readScript(text, contextPath, imagePath, instruction);
}

function readScript(
  text: string,
  contextPath: string,
  imagePath: string,
  instruction: Instruction,
): CopiedScript | undefined {
  const line = /^#![ \t]*([^\r\n]*)/.exec(text)?.[1];
  const shebang = line?.split(/[ \t]+/).filter((word) => word !== '');
  if (shebang === undefined && text.includes('\0')) return undefined;
  const program =
    shebang?.[0]?.endsWith('/env') === true
      ? shebang.slice(1).find((word) => !word.startsWith('-'))
      : shebang?.[0];
  const interpreter = program?.slice(program.lastIndexOf('/') + 1) ?? 'sh';
  const common = { contextPath, imagePath, instruction, shebang, interpreter, text };
  if (!SHELLS.has(interpreter)) {
    return { ...common, commands: [], opaque: `${contextPath} is a ${interpreter} script` };
  }
  const parsed = parseShellText(text, () => ({ start: 0, end: 0 }));
  return {
    ...common,
    commands: parsed.error === undefined ? parsed.commands : [],
    opaque:
      parsed.error === undefined ? undefined : `${contextPath} can't be read: ${parsed.error}`,
  };
}
