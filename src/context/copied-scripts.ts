import { instructionCommands, resolveCommand } from '../dockerfile/commands.js';
import type { Instruction, Stage } from '../dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../dockerfile/shell.js';
import { joinPath, type InstructionState } from '../dockerfile/state.js';
import type { BuildContext } from './build-context.js';
import { contextFileAt, localCopies, type LocalCopy } from './copied-files.js';

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
  const copies = localCopies(stage, states);
  const found = new Map<string, CopiedScript>();
  const follow = (
    commands: readonly ShellCommand[],
    instruction: Instruction,
    workdir: string | undefined,
    available: readonly LocalCopy[],
    depth: number,
  ): void => {
    for (const path of commands.flatMap((command) => scriptPaths(command, workdir))) {
      const key = `${instruction.index} ${path}`;
      if (found.has(key) || depth === 0) continue;
      const contextPath = contextFileAt(context, available, path);
      const text = contextPath === undefined ? undefined : context.read(contextPath);
      if (contextPath === undefined || text === undefined) continue;
      const script = readScript(text, contextPath, path, instruction);
      if (script === undefined) continue;
      found.set(key, script);
      follow(script.commands, instruction, workdir, available, depth - 1);
    }
  };
  const last = states[stage.instructions.at(-1)?.index ?? -1];
  for (const instruction of stage.instructions) {
    const state = states[instruction.index];
    if (state === undefined) continue;
    // CMD, ENTRYPOINT and HEALTHCHECK run when all is copied, where the last WORKDIR says.
    const atRunTime = instruction.keyword !== 'RUN';
    follow(
      instructionCommands(instruction, state).commands,
      instruction,
      atRunTime ? (last?.workdir ?? state.workdir) : state.workdir,
      atRunTime ? copies : copies.filter((copy) => copy.instruction.index < instruction.index),
      SCRIPT_DEPTH,
    );
  }
  return [...found.values()];
}

/** The paths at which the script that a command runs may stand. */
function scriptPaths(command: ShellCommand, workdir: string | undefined): readonly string[] {
  const resolved = resolveCommand(command);
  if (resolved?.name === undefined) return [];
  const operand = resolved.arguments.find(({ value }) => !value.startsWith('-'));
  const word = INTERPRETERS.test(resolved.name) ? operand : resolved.word;
  if (word?.literal !== true) return [];
  const path = word.value;
  const local = joinPath(workdir, path);
  const places = local === undefined ? [] : [local];
  if (path.includes('/')) return places;
  const named = PATH_FOLDERS.map((folder) => `${folder}/${path}`);
  // `sh script.sh` looks in the working directory first.
  return word === operand ? [...places, ...named] : named;
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
