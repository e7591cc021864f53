import type { SyntaxNode } from 'unbash';
import { resolveCommand, type ShellMode } from '../../src/dockerfile/commands.js';
import type { Flag } from '../../src/dockerfile/model.js';
import { oncePer } from '../../src/dockerfile/once.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { InstructionState } from '../../src/dockerfile/state.js';
import { commandNames, isIsolated, walk, type RunBody } from './body.js';
import { BACKGROUND_STARTERS, startsDaemon } from './daemons.js';
import type { Obstacle } from './reasons.js';

/** Builtins that change the state of the shell that runs them, or end it (hazards M6, M7, M8, M22). */
const STATE_BUILTINS: ReadonlySet<string> = new Set(
  (
    '. source eval exec exit return logout cd pushd popd export readonly unset declare typeset local let set shopt ' +
    'umask ulimit trap alias unalias hash enable builtin getopts shift wait jobs fg bg disown suspend times read ' +
    'mapfile readarray break continue newgrp stty bind complete compgen compopt dirs history fc'
  ).split(' '),
);

/** Expansions of values that a new shell starts afresh. */
const SHELL_VALUES: ReadonlySet<string> = new Set(
  '? ! _ $ - OLDPWD SECONDS LINENO PIPESTATUS BASHPID PPID BASH_SOURCE FUNCNAME BASH_COMMAND BASH_REMATCH'.split(
    ' ',
  ),
);

const HOST_FILES = /\/etc\/(?:hosts|resolv\.conf|hostname)\b/;

/** Why a RUN can't be merged with any other; undefined where it can. */
export function findOwnObstacle(body: RunBody, mode: ShellMode): Obstacle | undefined {
  const { script, instruction } = body;
  const line = instruction.shownLine;
  let obstacle: Obstacle | undefined;
  walk(script.tree, (node) => {
    obstacle ??= nodeObstacle(node, body, mode);
  });
  if (obstacle !== undefined) return obstacle;
  const bodyEnd = script.locate(body.end - 1, body.end).end;
  if (instruction.commentsInside.some(({ range }) => range.start >= bodyEnd)) {
    return {
      reason: 'trailing-comment',
      why: `a comment line follows the last command of line ${line}`,
    };
  }
  const { trailingComment } = script;
  if (
    trailingComment !== undefined &&
    spansLines(body, trailingComment.start, trailingComment.end)
  ) {
    return {
      reason: 'trailing-comment',
      why: `a comment in the RUN of line ${line} hides the lines that follow it`,
    };
  }
  const rest = script.text.slice(body.end, script.trailingComment?.start);
  if (!/^[\s;]*$/.test(rest)) {
    return { reason: 'script-error', why: `the end of the script of line ${line} can’t be read` };
  }
  return undefined;
}

function spansLines({ script }: RunBody, start: number, end: number): boolean {
  const range = script.locate(start, end);
  // Cooked text has no line ends: a source range that is longer than its cooked text holds some.
  return range.end - range.start !== end - start;
}

function nodeObstacle(node: SyntaxNode, body: RunBody, mode: ShellMode): Obstacle | undefined {
  const line = body.instruction.shownLine;
  switch (node.type) {
    case 'HereDoc':
      return { reason: 'heredoc', why: `the RUN of line ${line} has a heredoc` };
    case 'HereString':
      return mode.name === 'bash'
        ? undefined
        : { reason: 'heredoc', why: `the RUN of line ${line} has a here-string` };
    case 'Statement':
      return node.background === true
        ? {
            reason: 'background',
            why: `line ${line} starts a command in the background, which ends with its RUN`,
          }
        : undefined;
    case 'Coproc':
      return { reason: 'background', why: `line ${line} starts a coprocess` };
    case 'SingleQuoted':
    case 'DoubleQuoted':
    case 'AnsiCQuoted':
    case 'LocaleString':
      return spansLines(body, node.pos, node.end)
        ? { reason: 'quoted-lines', why: `a quoted string in the RUN of line ${line} spans lines` }
        : undefined;
    case 'Script':
      return node.source !== undefined
        ? { reason: 'script-error', why: `line ${line} has escaped backticks in backticks` }
        : undefined;
    default:
      return undefined;
  }
}

/** Why what follows a RUN in the same shell could be changed by it; undefined where it can't. */
export function findLeak(
  earlier: RunBody,
  later: readonly RunBody[],
  state: InstructionState,
): Obstacle | undefined {
  const line = earlier.instruction.shownLine;
  const own = ownLeak(earlier);
  if (own !== undefined) return own;
  const replaced = findReplacedTool(earlier, later);
  if (replaced !== undefined) {
    return {
      reason: 'state-change',
      why: `line ${line} changes which ${replaced} is found, which a shell that has run the old one may not notice`,
    };
  }
  const names = assignedNames(earlier);
  if (names === undefined) {
    return {
      reason: 'state-change',
      why: `the RUN of line ${line} defines a function or computes variables`,
    };
  }
  for (const name of names) {
    const read = new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`);
    const user = later.find((body) => read.test(body.script.text));
    if (user !== undefined) {
      return {
        reason: 'state-change',
        why: `line ${line} sets the variable ${name}, and line ${user.instruction.shownLine} would see it`,
      };
    }
    // A variable that the base image exports would reach the later commands; those are written in capitals.
    if (
      !/^[a-z_][a-z0-9_]*$/.test(name) ||
      name.endsWith('_proxy') ||
      state.environment.has(name)
    ) {
      return {
        reason: 'state-change',
        why: `line ${line} sets the variable ${name}, which may be one that later commands see`,
      };
    }
  }
  const reader = later.find(readsShellValues);
  return reader === undefined
    ? undefined
    : {
        reason: 'shell-variables',
        why: `line ${reader.instruction.shownLine} reads a value such as $? that starts afresh with each shell`,
      };
}

/** Why whatever follows a RUN in the same shell would be changed by it. */
const ownLeak = oncePer((body: RunBody): Obstacle | undefined => {
  const line = body.instruction.shownLine;
  for (const command of body.script.commands) {
    const leak = commandLeak(body, command, line);
    if (leak !== undefined) return leak;
  }
  return HOST_FILES.test(body.script.text)
    ? {
        reason: 'host-files',
        why: `line ${line} works on a file of /etc that each RUN gets anew`,
      }
    : undefined;
});

/** Tools that are run to install a newer release of themselves, maybe into another folder of PATH. */
const SELF_INSTALLERS: ReadonlyMap<string, RegExp> = new Map([
  ['pip', /^pip(?:[=<>~!].*)?$/],
  ['pip3', /^pip(?:[=<>~!].*)?$/],
  ['npm', /^npm(?:@.*)?$/],
]);

/**
 * A tool that replaces itself, or gets another of its name beside it, and is called again later: shells remember where they
 * found it (hazards M23).
 */
function findReplacedTool(earlier: RunBody, later: readonly RunBody[]): string | undefined {
  return replacedTools(earlier).find((name) =>
    later.some((body) => body.script.commands.some((command) => command.name?.value === name)),
  );
}

/** What a script calls and then replaces, or puts another of its name beside. */
const replacedTools = oncePer((body: RunBody): readonly string[] => {
  const named = new Set(namedPrograms(body));
  return body.script.commands
    .filter((command) => !isIsolated(command))
    .flatMap((command) => {
      const name = command.name?.value ?? '';
      const operand = SELF_INSTALLERS.get(name);
      const values = command.arguments.map(({ value }) => value);
      return (operand !== undefined &&
        values.includes('install') &&
        values.some((v) => operand.test(v))) ||
        named.has(name)
        ? [name]
        : [];
    });
});

/** The names of programs whose places in a folder of programs a script names, to write them or to remove them. */
function namedPrograms({ script }: RunBody): readonly string[] {
  return script.commands
    .flatMap((command) => [
      ...command.arguments,
      ...command.redirects.flatMap(({ target }) => target ?? []),
    ])
    .flatMap(({ value }) => /(?:^|\/)s?bin\/([^/]+)$/.exec(value)?.[1] ?? []);
}

function commandLeak(body: RunBody, command: ShellCommand, line: number): Obstacle | undefined {
  const names = commandNames(command);
  const starter = names.find((name) => name !== undefined && BACKGROUND_STARTERS.has(name));
  if (starter !== undefined || startsDaemon(command)) {
    const what = starter ?? resolveCommand(command)?.name ?? 'a command';
    return { reason: 'daemon', why: `line ${line} starts a process that lives on (${what})` };
  }
  if (isIsolated(command)) return undefined;
  if (body.optionParts.some((part) => part.start === command.cookedRange.start)) return undefined;
  const builtin = names.find((name) => name !== undefined && STATE_BUILTINS.has(name));
  if (builtin !== undefined) {
    return {
      reason: 'state-change',
      why: `the “${builtin}” of line ${line} would hold for the commands of the later RUN`,
    };
  }
  const word = resolveCommand(command)?.word;
  if (word !== undefined && !word.literal && !word.value.includes('/')) {
    return {
      reason: 'state-change',
      why: `what “${word.text}” of line ${line} runs can’t be told, and it may change the shell’s state`,
    };
  }
  if (names[0] === 'printf' && command.arguments[0]?.value.startsWith('-v') === true) {
    return { reason: 'state-change', why: `the “printf -v” of line ${line} sets a variable` };
  }
  return undefined;
}

/** The variables that a script leaves set in its shell; undefined where it defines a function too. */
const assignedNames = oncePer(({ script }: RunBody): readonly string[] | undefined => {
  const names: string[] = [];
  const unnamed: SyntaxNode[] = [];
  walk(script.tree, (node, isolated) => {
    if (isolated) return;
    switch (node.type) {
      case 'Function':
        unnamed.push(node);
        break;
      case 'For':
      case 'Select':
        names.push(node.name.value);
        break;
      case 'Command':
        if (node.name === undefined || node.name.value === ':') {
          for (const prefix of node.prefix)
            if (prefix.type === 'Assignment') names.push(prefix.name);
        }
        break;
      case 'ParameterExpansion':
        if (node.operation?.type === 'Default' && node.operation.operator.includes('=')) {
          names.push(node.parameter);
        }
        break;
      case 'ArithmeticCommand':
      case 'ArithmeticFor':
        unnamed.push(node);
        break;
      case 'ArithmeticExpansion':
        if (/(?<![=!<>])=(?!=)|\+\+|--/.test(node.text)) unnamed.push(node);
        break;
      default:
    }
  });
  return unnamed.length === 0 ? names : undefined;
});

const readsShellValues = oncePer(({ script }: RunBody): boolean => {
  const names: string[] = [];
  walk(script.tree, (node) => {
    if (node.type === 'SimpleExpansion') names.push(node.text.slice(1));
    if (node.type === 'ParameterExpansion') names.push(node.parameter);
  });
  return names.some((name) => SHELL_VALUES.has(name));
});

/** Why two lists of flags keep RUNs apart (hazards M15); undefined where they don't. */
export function findFlagObstacle(
  first: readonly Flag[],
  second: readonly Flag[],
): Obstacle | undefined {
  if (flagText(first) !== flagText(second)) {
    return { reason: 'flags-differ', why: 'their flags differ, and each flag would hold for both' };
  }
  const flag = first.find(isPrivate);
  return flag === undefined
    ? undefined
    : {
        reason: 'private-flags',
        why: `what --${flag.name}=${flag.value ?? ''} gives must not reach more commands or last longer`,
      };
}

function flagText(flags: readonly Flag[]): string {
  return JSON.stringify(flags.map(({ name, value }) => [name, value]));
}

function isPrivate({ name, value = '' }: Flag): boolean {
  if (name === 'network') return false;
  if (name !== 'mount') return true;
  const fields = value.toLowerCase().split(',');
  const type = fields.find((field) => field.startsWith('type='))?.slice('type='.length) ?? 'bind';
  if (type === 'cache') return false;
  const writable = fields.some((field) => /^(?:rw|readwrite)(?:=(?!false|0)|$)/.test(field));
  return type !== 'bind' || writable;
}
