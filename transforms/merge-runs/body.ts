import {
  forEachChild,
  type AndOr,
  type PipelineNode,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import { runScript, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand, ShellScript } from '../../src/dockerfile/shell.js';
import type { Obstacle } from './reasons.js';

/** A part of a script between top-level `&&` or `;`. Positions are offsets into the cooked text. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly node: PipelineNode | AndOr;
}

/** Shell options that `set` can switch on without making a script unreadable. */
export type ShellOption = 'errexit' | 'nounset' | 'xtrace' | 'pipefail';

/** A RUN whose script can be taken apart. */
export interface RunBody {
  readonly instruction: Instruction;
  readonly script: ShellScript;
  /**
   * `and`: one command or one `&&` list (form P of hazards 3.0); `list`: anything else (`;` lists, `||`).
   */
  readonly shape: 'and' | 'list';
  /** What `set` commands at the start switch on. */
  readonly options: ReadonlySet<ShellOption>;
  /** The `set` commands at the start. */
  readonly optionParts: readonly Part[];
  /** What follows them: the commands of an `and`, the statements of a `list`. */
  readonly parts: readonly Part[];
  /** Cooked offset where the last command ends. */
  readonly end: number;
}

/** Takes the script of a RUN apart, or tells why that can't be done. */
export function readBody(instruction: Instruction): RunBody | Obstacle {
  const line = instruction.shownLine;
  if (instruction.execForm !== undefined) {
    return { reason: 'exec-form', why: `the RUN of line ${line} is in exec form` };
  }
  const script = runScript(instruction);
  if (script === undefined) {
    return { reason: 'heredoc', why: `the RUN of line ${line} has a heredoc` };
  }
  const { commands } = script.tree;
  const last = commands.at(-1);
  if (script.error !== undefined || last === undefined) {
    const what =
      script.error === undefined ? 'it is empty' : `the shell parser says “${script.error}”`;
    return { reason: 'script-error', why: `the script of line ${line} can’t be read (${what})` };
  }
  const [only] = commands;
  const shape = commands.length === 1 && only !== undefined && isAndList(only) ? 'and' : 'list';
  const all = shape === 'and' && only !== undefined ? andParts(only) : commands.map(statementPart);
  const options = new Set<ShellOption>();
  let count = 0;
  for (const part of all) {
    const set = readOptions(script, part);
    if (set === undefined) break;
    for (const option of set) options.add(option);
    count += 1;
  }
  return {
    instruction,
    script,
    shape,
    options,
    optionParts: all.slice(0, count),
    parts: all.slice(count),
    end: last.command.end,
  };
}

function isAndList({ command, background }: Statement): boolean {
  if (background === true) return false;
  return command.type !== 'AndOr' || command.operators.every((operator) => operator === '&&');
}

/** The commands of a statement that is one `&&` list; undefined for any other. */
export function andListParts(part: Part): readonly Part[] | undefined {
  const { node } = part;
  if (node.type !== 'AndOr') return [part];
  return node.operators.includes('||') ? undefined : node.commands.map(nodePart);
}

function andParts({ command }: Statement): readonly Part[] {
  return command.type === 'AndOr' ? command.commands.map(nodePart) : [nodePart(command)];
}

function statementPart({ command }: Statement): Part {
  return nodePart(command);
}

function nodePart(node: PipelineNode | AndOr): Part {
  return { start: node.pos, end: node.end, node };
}

const OPTION_LETTERS: ReadonlyMap<string, ShellOption> = new Map([
  ['e', 'errexit'],
  ['u', 'nounset'],
  ['x', 'xtrace'],
]);
const OPTION_NAMES: ReadonlySet<string> = new Set(['errexit', 'nounset', 'xtrace', 'pipefail']);

function isOptionName(word: string): word is ShellOption {
  return OPTION_NAMES.has(word);
}

/** What a `set -eux -o pipefail` switches on; undefined for all other commands. */
function readOptions(script: ShellScript, part: Part): readonly ShellOption[] | undefined {
  const command = script.commands.find(({ cookedRange }) => cookedRange.start === part.start);
  if (
    command === undefined ||
    command.cookedRange.end !== part.end ||
    command.name?.value !== 'set' ||
    command.assignments.length > 0 ||
    command.redirects.length > 0 ||
    command.arguments.length === 0
  ) {
    return undefined;
  }
  const options: ShellOption[] = [];
  let expectsName = false;
  for (const { value, literal } of command.arguments) {
    if (!literal) return undefined;
    if (expectsName) {
      if (!isOptionName(value)) return undefined;
      options.push(value);
      expectsName = false;
      continue;
    }
    if (!/^-[euxo]+$/.test(value)) return undefined;
    for (const letter of value.slice(1)) {
      if (letter === 'o') {
        if (expectsName) return undefined;
        expectsName = true;
      }
      const option = OPTION_LETTERS.get(letter);
      if (option !== undefined) options.push(option);
    }
  }
  return expectsName ? undefined : options;
}

/** Calls `visit` for every node of a tree; `isolated` tells that it runs in a subshell of its own. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, isolated: boolean) => void,
  isolated = false,
): void {
  visit(node, isolated);
  // Inside escaped backticks positions index another text; `unreadable` in obstacles.ts refuses those.
  if (node.type === 'Script' && node.source !== undefined) return;
  forEachChild(node, (child) => {
    const inner =
      node.type === 'Subshell' ||
      child.type === 'Script' ||
      (node.type === 'Pipeline' && node.commands.length > 1);
    walk(child, visit, isolated || inner);
  });
}

const ISOLATING = ['subshell', 'pipeline', 'substitution'] as const;

/** Whether a command runs in a subshell of its own, so that it can't change the state of the script's shell. */
export function isIsolated(command: ShellCommand): boolean {
  return ISOLATING.some((placement) => command.placement.has(placement));
}

/** The names of the programs that a command starts, wrappers first; undefined where a name is no literal. */
export function commandNames(command: ShellCommand): readonly (string | undefined)[] {
  const resolved = resolveCommand(command);
  return resolved === undefined ? [] : [...resolved.wrappers, resolved.name];
}
