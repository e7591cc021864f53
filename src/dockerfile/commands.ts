import type { Instruction } from './model.js';
import { oncePer } from './once.js';
import {
  parseShell,
  parseShellText,
  type ShellCommand,
  type ShellScript,
  type ShellWord,
} from './shell.js';
import { sourceRange } from './cooked.js';
import type { InstructionState } from './state.js';
import type { TextRange } from './text.js';

const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];
const POSIX_SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh']);

/** How the shell of an instruction behaves. */
export interface ShellMode {
  /** Name of the shell without its folder: `sh`, `bash`. */
  readonly name: string;
  /** `-e` is given: the first failing command ends the script. */
  readonly errexit: boolean;
  /** `-o pipefail` is given. */
  readonly pipefail: boolean;
}

/** The POSIX-like shell that runs an instruction's shell form; undefined for PowerShell, cmd, fish, python and others. */
export function shellMode(state: InstructionState): ShellMode | undefined {
  const [program = '', ...flags] = state.shell ?? DEFAULT_SHELL;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const last = flags.at(-1) ?? '';
  if (!POSIX_SHELLS.has(name) || !/^-[a-z]*c$/.test(last)) return undefined;
  const letters = flags.filter((flag) => /^-[a-z]+$/.test(flag)).join('');
  return {
    name,
    errexit: letters.includes('e') || flags.includes('errexit'),
    pipefail: flags.includes('pipefail'),
  };
}

/**
 * The script of a RUN in shell form that may be edited: no heredoc, no exec form. It may have an `error`.
 * Undefined for every other instruction.
 */
export const runScript = oncePer((instruction: Instruction): ShellScript | undefined =>
  instruction.keyword !== 'RUN' ||
  instruction.execForm !== undefined ||
  instruction.heredocs.length > 0
    ? undefined
    : parseShell(instruction.arguments),
);

/** The simple commands that an instruction runs, in any form, for analysis alone: not every range can be edited. */
export interface InstructionCommands {
  readonly commands: readonly ShellCommand[];
  /** Why some of what runs can't be read; undefined when all of it was. */
  readonly opaque: string | undefined;
}

/**
 * The simple commands that RUN, CMD, ENTRYPOINT or HEALTHCHECK run: shell form, exec form (with the script of
 * `sh -c`) and heredoc scripts. Other instructions run nothing.
 */
export function instructionCommands(
  instruction: Instruction,
  state: InstructionState,
): InstructionCommands {
  const known = commandsInState.get(instruction);
  if (known?.state === state) return known.read;
  const read = readCommands(instruction, state);
  commandsInState.set(instruction, { state, read });
  return read;
}

const commandsInState = new WeakMap<
  Instruction,
  { readonly state: InstructionState; readonly read: InstructionCommands }
>();

function readCommands(instruction: Instruction, state: InstructionState): InstructionCommands {
  const { keyword, execForm } = instruction;
  const whole = argumentRange(instruction);
  if (!['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword))
    return { commands: [], opaque: undefined };
  if (keyword === 'HEALTHCHECK' && /^none\b/i.test(instruction.arguments.text)) {
    return { commands: [], opaque: undefined };
  }
  if (execForm !== undefined) return execCommands(execForm, whole);
  if (shellMode(state) === undefined) {
    return { commands: [], opaque: 'the shell is none that can be read' };
  }
  if (instruction.heredocs.length > 0) return heredocCommands(instruction, whole);
  const script =
    runScript(instruction) ??
    parseShellText(
      instruction.arguments.text.replace(keyword === 'HEALTHCHECK' ? /^\S+\s*/ : /^/, ''),
      () => whole,
    );
  return { commands: script.commands, opaque: script.error };
}

function argumentRange({ arguments: cooked, range }: Instruction): TextRange {
  return cooked.text === '' ? range : sourceRange(cooked, 0, cooked.text.length);
}

function execCommands(words: readonly string[], whole: TextRange): InstructionCommands {
  const program = words[0] ?? '';
  const name = program.slice(program.lastIndexOf('/') + 1);
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = words[flag + 1];
  if (POSIX_SHELLS.has(name) && flag !== -1 && script !== undefined) {
    const parsed = parseShellText(script, () => whole);
    return { commands: parsed.commands, opaque: parsed.error };
  }
  const toWord = (text: string): ShellWord => ({
    text,
    value: text,
    literal: true,
    cookedRange: whole,
    range: whole,
  });
  const [first, ...rest] = words;
  if (first === undefined) return { commands: [], opaque: undefined };
  return {
    commands: [
      {
        name: toWord(first),
        arguments: rest.map(toWord),
        assignments: [],
        redirects: [],
        placement: new Set(),
        cookedRange: whole,
        range: whole,
      },
    ],
    opaque: undefined,
  };
}

/** `RUN <<EOF` hands the body to the shell; `RUN python3 <<EOF` hands it to another program. */
function heredocCommands(instruction: Instruction, whole: TextRange): InstructionCommands {
  const [heredoc, ...others] = instruction.heredocs;
  const head = instruction.arguments.text;
  if (heredoc !== undefined && others.length === 0 && /^\d*<<-?\S+$/.test(head)) {
    const body = heredoc.content;
    const shebang = /^#!\s*(\S+)(?:\s+(\S+))?/.exec(body);
    const interpreter = shebang?.[1]?.endsWith('/env') === true ? shebang[2] : shebang?.[1];
    const name = interpreter?.slice(interpreter.lastIndexOf('/') + 1);
    if (name !== undefined && !POSIX_SHELLS.has(name)) {
      return { ...execCommands([name], whole), opaque: `the heredoc is a ${name} script` };
    }
    const parsed = parseShellText(body, () => whole);
    return { commands: parsed.commands, opaque: parsed.error };
  }
  return { commands: [], opaque: 'a command reads a heredoc' };
}

/** Programs that run the command given in their arguments, with the options that take a value. */
const WRAPPERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['sudo', ['-u', '-g', '-h', '-p', '-U', '-C']],
  ['env', ['-u', '-C', '-S']],
  ['exec', ['-a']],
  ['command', []],
  ['nice', ['-n']],
  ['nohup', []],
  ['time', []],
  ['timeout', ['-s', '-k']],
  ['xargs', ['-n', '-I', '-P', '-L', '-d', '-a', '-s', '-E']],
  ['stdbuf', ['-i', '-o', '-e']],
  ['eatmydata', []],
  ['tini', []],
  ['dumb-init', []],
  ['gosu', []],
  ['su-exec', []],
]);

/** A command with the programs that only start it (`sudo`, `env`, `exec` …) taken off. */
export interface ResolvedCommand {
  /** Name without its folder; undefined where it is no literal. */
  readonly name: string | undefined;
  /** The command word itself. */
  readonly word: ShellWord;
  readonly arguments: readonly ShellWord[];
  /** The starting programs that were taken off, outermost first. */
  readonly wrappers: readonly string[];
}

/** Takes wrappers off a command; undefined for bare assignments. */
export function resolveCommand(command: ShellCommand): ResolvedCommand | undefined {
  let words = command.name === undefined ? [] : [command.name, ...command.arguments];
  const wrappers: string[] = [];
  for (;;) {
    const [word, ...rest] = words;
    if (word === undefined) return undefined;
    const name = word.literal ? word.value.slice(word.value.lastIndexOf('/') + 1) : undefined;
    const valued = name === undefined ? undefined : WRAPPERS.get(name);
    if (name === undefined || valued === undefined) {
      return { name, word, arguments: rest, wrappers };
    }
    const inner = skipWrapperArguments(name, rest, valued);
    if (inner.length === 0) return { name, word, arguments: rest, wrappers };
    wrappers.push(name);
    words = inner;
  }
}

function skipWrapperArguments(
  wrapper: string,
  words: readonly ShellWord[],
  valued: readonly string[],
): ShellWord[] {
  let index = 0;
  while (index < words.length) {
    const text = words[index]?.value ?? '';
    if (text === '--') {
      index += 1;
      break;
    }
    if (text.startsWith('-')) index += valued.includes(text) ? 2 : 1;
    else if ((wrapper === 'env' || wrapper === 'sudo') && /^[A-Za-z_]\w*=/.test(text)) index += 1;
    else break;
  }
  // `timeout 30 cmd`, `gosu user cmd`: one operand comes before the command.
  if (wrapper === 'timeout' || wrapper === 'gosu' || wrapper === 'su-exec') index += 1;
  return words.slice(index);
}
