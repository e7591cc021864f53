import type { ShellMode } from '../../src/dockerfile/commands.js';
import type { ShellCommand, ShellScript } from '../../src/dockerfile/shell.js';
import type { TextRange } from '../../src/dockerfile/text.js';

/** An operand of an and-or list at the top of a script: `apt-get update` in `apt-get update && apt-get install -y git`. */
export interface Part {
  /** Range in the script's cooked text. */
  readonly range: TextRange;
  /** Place of its statement among the script's statements. */
  readonly statement: number;
  /** The operator in front of it; undefined where it begins its statement. */
  readonly operator: '&&' | '||' | undefined;
  /** Commands inside of it may be stopped by `set -e`, which `&&` behind it would switch off. */
  readonly compound: boolean;
}

/** A statement at the top of a script. */
export interface StatementShape {
  readonly parts: readonly Part[];
  readonly background: boolean;
  /** It has a `||`. */
  readonly alternatives: boolean;
}

/** The top level of a script, which is all that a clean-up may be put into. */
export interface ScriptShape {
  readonly script: ShellScript;
  readonly statements: readonly StatementShape[];
  readonly parts: readonly Part[];
  /** Whether a failing statement ends the script; `unknown` where that changes on the way. */
  readonly errexit: 'on' | 'off' | 'unknown';
}

/** Reads the top level of a script that has no error. */
export function scriptShape(script: ShellScript, mode: ShellMode): ScriptShape {
  const functions = new Set(
    script.tree.commands.flatMap(({ command }) =>
      command.type === 'Function' ? [command.name.value] : [],
    ),
  );
  const statements = script.tree.commands.map((statement, index): StatementShape => {
    const { command } = statement;
    const operands = command.type === 'AndOr' ? command.commands : [command];
    const operators = command.type === 'AndOr' ? command.operators : [];
    return {
      background: statement.background === true,
      alternatives: operators.includes('||'),
      parts: operands.map((operand, place) => ({
        range: { start: operand.pos, end: operand.end },
        statement: index,
        operator: place === 0 ? undefined : operators[place - 1],
        compound:
          (operand.type !== 'Command' && operand.type !== 'Pipeline') ||
          commandsWithin(script, { start: operand.pos, end: operand.end }).some((inner) =>
            hidesCommands(inner, functions),
          ),
      })),
    };
  });
  return {
    script,
    statements,
    parts: statements.flatMap(({ parts }) => parts),
    errexit: errexitOf(script, mode),
  };
}

const LIST_PLACEMENTS = [
  'brace',
  'conditional',
  'function',
  'loop',
  'subshell',
  'substitution',
] as const;

function hidesCommands(command: ShellCommand, functions: ReadonlySet<string>): boolean {
  const name = command.name?.value ?? '';
  return (
    name === '.' ||
    name === 'source' ||
    name === 'eval' ||
    functions.has(name) ||
    LIST_PLACEMENTS.some((placement) => command.placement.has(placement))
  );
}

/** The commands that stand within a cooked range. */
export function commandsWithin(script: ShellScript, range: TextRange): readonly ShellCommand[] {
  return script.commands.filter(
    ({ cookedRange }) => cookedRange.start >= range.start && cookedRange.end <= range.end,
  );
}

function errexitOf(script: ShellScript, mode: ShellMode): ScriptShape['errexit'] {
  const settings = script.commands.filter(
    ({ name, arguments: words }) =>
      name?.value === 'set' &&
      words.some(({ value }) => /^[-+][a-z]*e[a-z]*$|^errexit$/.test(value)),
  );
  if (settings.length === 0) return mode.errexit ? 'on' : 'off';
  const switchedOff = settings.some(({ arguments: words }) =>
    words.some(({ value }) => value.startsWith('+')),
  );
  if (switchedOff) return 'unknown';
  if (mode.errexit) return 'on';
  const first = script.tree.commands[0]?.command;
  return first?.type === 'Command' && first.pos === settings[0]?.cookedRange.start
    ? 'on'
    : 'unknown';
}

/** Where a further command can be put so that it runs after a part has succeeded, and the exit status stays. */
export interface InsertionPoint {
  /** The part behind which it stands. */
  readonly part: Part;
  /** What joins it to the part. */
  readonly connector: '&&' | ';';
}

/** The point behind a part, or why there is none. */
export type PointResult =
  | { readonly kind: 'point'; readonly point: InsertionPoint }
  | { readonly kind: 'none'; readonly reason: 'background' | 'compound-end' | 'exits-early' };

/**
 * Where a command can follow a part of the script.
 *
 * `a || b && c` is `(a || b) && c`, so `&&` at the end of an and-or list needs no braces, and gives the status of the list where
 * that fails. But under `set -e` the last operand of a list ends the script where it fails, and no other does (POSIX, `set -e`):
 * behind a statement in the middle `&&` would let the script go on, so there it is `;`; behind the last statement `;` would hide
 * that a list failed, so there it is `&&`, which in turn would switch `set -e` off inside a compound command: that is refused.
 */
export function pointAfter(shape: ScriptShape, part: Part): PointResult {
  const statement = shape.statements[part.statement];
  const last = statement?.parts.at(-1);
  if (statement === undefined || last === undefined || statement.background) {
    return { kind: 'none', reason: 'background' };
  }
  const target = statement.alternatives ? last : part;
  const exits = shape.script.commands.some(
    (command) => command.cookedRange.start < target.range.end && leavesScript(command),
  );
  if (exits) return { kind: 'none', reason: 'exits-early' };
  if (target !== last) return { kind: 'point', point: { part: target, connector: '&&' } };
  if (shape.errexit === 'off') return { kind: 'point', point: { part: target, connector: '&&' } };
  // What does not end the script has no status of its own to keep, but must still end it where it fails.
  if (part.statement < shape.statements.length - 1) {
    return { kind: 'point', point: { part: target, connector: ';' } };
  }
  if (target.compound) return { kind: 'none', reason: 'compound-end' };
  // `! a` never ends the script by itself.
  const plain =
    statement.parts.length === 1 &&
    shape.statements.length > 1 &&
    !shape.script.text.slice(part.range.start).startsWith('!');
  return {
    kind: 'point',
    point: { part: target, connector: shape.errexit === 'on' && plain ? ';' : '&&' },
  };
}

/** The point at the end of the script; behind a given part where the end will not do. */
export function pointAtEnd(shape: ScriptShape, otherwise: Part): PointResult {
  const last = shape.parts.at(-1) ?? otherwise;
  const end = pointAfter(shape, last);
  return end.kind === 'none' && end.reason !== 'exits-early' ? pointAfter(shape, otherwise) : end;
}

/** `exec …` or an `exit` that reports success: what stands behind may never run. */
function leavesScript(command: ShellCommand): boolean {
  if (command.placement.has('subshell') || command.placement.has('substitution')) return false;
  const status = command.arguments[0];
  switch (command.name?.value) {
    case 'exec':
      return command.arguments.length > 0;
    case 'exit':
    case 'return':
      return status === undefined || !/^[1-9]\d*$/.test(status.value);
    default:
      return false;
  }
}

/** The part that a command belongs to; undefined where it stands in none (a comment, a broken script). */
export function partOf(shape: ScriptShape, command: ShellCommand): Part | undefined {
  return shape.parts.find(
    ({ range }) => range.start <= command.cookedRange.start && command.cookedRange.end <= range.end,
  );
}
