import type { SyntaxNode } from 'unbash';
import { forEachChild } from 'unbash';
import type { ShellMode } from '../../src/dockerfile/commands.js';
import { andListParts, isIsolated, type Part, type RunBody, type ShellOption } from './body.js';
import type { Obstacle } from './reasons.js';

/** A piece of the merged script, in order. */
export interface Piece {
  readonly body: RunBody;
  /** Cooked range in the body's script. */
  readonly start: number;
  readonly end: number;
  /** `{ …; }` goes around it. */
  readonly braces: boolean;
}

/** How the scripts are joined. */
export interface MergedForm {
  /** What stands between the pieces. */
  readonly joiner: '&&' | ';';
  /** A `set` command that moves to the front, as it is written. */
  readonly hoisted: string | undefined;
  readonly pieces: readonly Piece[];
  /** It holds only if SHELL has no `-e`: there are braces, or compound commands left of `&&`. */
  readonly needsNoErrexit: boolean;
}

/**
 * The form in which bodies are joined so that the merged script does what the bodies do one after the other, each in a
 * shell of its own (hazards 3.0; proven by the shell equivalence test).
 */
export function chooseForm(bodies: readonly RunBody[], mode: ShellMode): MergedForm | Obstacle {
  const empty = bodies.find(({ parts }) => parts.length === 0);
  if (empty !== undefined) {
    return {
      reason: 'options-differ',
      why: `line ${lineOf(empty)} does nothing but set shell options`,
    };
  }
  const errexit = mode.errexit || bodies.some(({ options }) => options.has('errexit'));
  const allAnd = bodies.every(({ shape }) => shape === 'and');
  if (
    !errexit ||
    (allAnd && bodies.every(({ parts }) => parts.every(({ node }) => isPlain(node))))
  ) {
    return joinWithAnd(bodies);
  }
  return joinWithSemicolons(bodies, mode);
}

function joinWithAnd(bodies: readonly RunBody[]): MergedForm | Obstacle {
  let inForce: ReadonlySet<ShellOption> | undefined;
  let needsNoErrexit = false;
  const pieces: Piece[] = [];
  for (const [index, body] of bodies.entries()) {
    const { options, optionParts, parts, shape } = body;
    if (shape === 'list' && optionParts.length > 0) {
      return {
        reason: 'options-differ',
        why: `line ${lineOf(body)} sets shell options for a list of commands`,
      };
    }
    if (inForce === undefined) {
      if (optionParts.length > 0) {
        inForce = options;
        pieces.push(...toPieces(body, optionParts));
      }
    } else if (optionParts.length === 0) {
      const leak = findOptionLeak(inForce, body);
      if (leak !== undefined) return leak;
    } else if (!isSame(inForce, options)) {
      return differentOptions(body);
    }
    if (shape === 'and') {
      if (!parts.every(({ node }) => isPlain(node))) needsNoErrexit = true;
      pieces.push(...toPieces(body, parts));
    } else {
      needsNoErrexit = true;
      const [first] = parts;
      if (first === undefined) continue;
      const lastIsAndList = andListParts(parts.at(-1) ?? first) !== undefined;
      // As the first operand a `;` list needs no braces: `a; b && c` runs c exactly when b succeeds.
      const braces = index > 0 || !lastIsAndList;
      pieces.push({ body, start: first.start, end: body.end, braces });
    }
  }
  return { joiner: '&&', hoisted: undefined, pieces, needsNoErrexit };
}

function joinWithSemicolons(bodies: readonly RunBody[], mode: ShellMode): MergedForm | Obstacle {
  const setter = bodies.find(({ optionParts }) => optionParts.length > 0);
  const inForce = setter?.options ?? new Set<ShellOption>();
  if (!mode.errexit && !inForce.has('errexit')) return mixedErrexit(bodies);
  const pieces: Piece[] = [];
  for (const [index, body] of bodies.entries()) {
    if (body.optionParts.length > 0 && !isSame(inForce, body.options))
      return differentOptions(body);
    if (body.optionParts.length === 0) {
      const leak = findOptionLeak(inForce, body);
      if (leak !== undefined) return leak;
    }
    const hasErrexit = mode.errexit || body.options.has('errexit');
    const isLast = index === bodies.length - 1;
    const statements = sequenceParts(body, hasErrexit, isLast);
    if (statements === undefined) return mixedErrexit(bodies);
    pieces.push(...toPieces(body, statements));
  }
  const first = bodies[0];
  if (setter === undefined || first === undefined) {
    return { joiner: ';', hoisted: undefined, pieces, needsNoErrexit: false };
  }
  if (setter === first) {
    const options = toPieces(first, first.optionParts);
    return {
      joiner: ';',
      hoisted: undefined,
      pieces: [...options, ...pieces],
      needsNoErrexit: false,
    };
  }
  // A shell that does not know the option ends at once: then nothing that came before it may be lost.
  if (inForce.has('pipefail') && mode.name !== 'bash') return differentOptions(first);
  const hoisted = setter.optionParts
    .map(({ start, end }) => setter.script.text.slice(start, end))
    .join('; ');
  return { joiner: ';', hoisted, pieces, needsNoErrexit: false };
}

/**
 * The parts of a body in a script that `set -e` governs; undefined where there is no form that does the same. Where the
 * body does not end the script, a failure of its last part must end the script.
 */
function sequenceParts(
  body: RunBody,
  hasErrexit: boolean,
  isLast: boolean,
): readonly Part[] | undefined {
  const { parts, shape } = body;
  if (shape === 'and') {
    if (parts.every(({ node }) => isStrict(node)) && !maySwitchOptions(body)) return parts;
    // As the last list of the script it may stay as it is: its status is the script's.
    const [first] = parts;
    const last = parts.at(-1);
    if (!isLast || !hasErrexit || first === undefined || last === undefined) return undefined;
    if (parts.length === 1) return parts;
    return [{ start: first.start, end: last.end, node: first.node }];
  }
  if (!hasErrexit) return undefined;
  const last = parts.at(-1);
  if (last === undefined || isLast) return parts;
  const earlier = parts.slice(0, -1);
  const converted = andListParts(last);
  if (converted?.every(({ node }) => isStrict(node)) === true) return [...earlier, ...converted];
  return endsInStrictOr(last) ? parts : undefined;
}

const OPTION_COMMANDS: ReadonlySet<string> = new Set(['set', 'shopt', 'eval', '.', 'source']);

/** Whether a body may switch `set -e` off itself: then its `&&` list is no row of statements that `set -e` ends. */
function maySwitchOptions({ script }: RunBody): boolean {
  return script.commands.some(
    (command) =>
      !isIsolated(command) &&
      [command.name, ...command.arguments.slice(0, 1)].some((word, index) =>
        index === 0 || /^(?:command|builtin)$/.test(command.name?.value ?? '')
          ? OPTION_COMMANDS.has(word?.value ?? '')
          : false,
      ),
  );
}

/** Whether a list fails only by its last command, after a `||`: then `set -e` ends the script. */
function endsInStrictOr({ node }: Part): boolean {
  if (node.type !== 'AndOr' || node.operators.at(-1) !== '||') return false;
  const last = node.commands.at(-1);
  return last !== undefined && isStrict(last);
}

/** Whether a failing command ends a script under `set -e`, wherever the failure comes from. */
function isStrict(node: SyntaxNode): boolean {
  return isPlain(node) && !(node.type === 'Pipeline' && node.prefixes.length > 0);
}

/**
 * Whether a command does the same with and without `set -e`, and left of `&&` (where `set -e` is not obeyed): a simple
 * command, a pipeline or subshell of such, without lists of commands in its substitutions.
 */
function isPlain(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'Command':
      return hasPlainSubstitutions(node);
    case 'Pipeline':
      return (
        node.prefixes.every((prefix) => prefix.type === 'Negation') && node.commands.every(isPlain)
      );
    case 'Subshell':
      return isPlainList(node.body.commands);
    case 'Redirected':
      return (
        node.command.type === 'Subshell' &&
        isPlain(node.command) &&
        node.redirects.every(hasPlainSubstitutions)
      );
    default:
      return false;
  }
}

function isPlainList(commands: readonly { readonly command: SyntaxNode }[]): boolean {
  const [only] = commands;
  if (commands.length !== 1 || only === undefined) return false;
  const { command } = only;
  if (command.type !== 'AndOr') return isStrict(command);
  return (
    command.operators.every((operator) => operator === '&&') && command.commands.every(isStrict)
  );
}

function hasPlainSubstitutions(node: SyntaxNode): boolean {
  let plain = true;
  forEachChild(node, (child) => {
    if (child.type === 'Script')
      plain &&= child.source === undefined && isPlainList(child.commands);
    else plain &&= hasPlainSubstitutions(child);
  });
  return plain;
}

/** Why options that hold for a merged script must not reach a body that did not set them. */
function findOptionLeak(options: ReadonlySet<ShellOption>, body: RunBody): Obstacle | undefined {
  const { text } = body.script;
  const expands = text.includes('$');
  // Under `set -x` values of variables, secret ones too, would be written to the log of the build.
  const felt =
    (expands && (options.has('nounset') || options.has('xtrace'))) ||
    (options.has('pipefail') && text.includes('|'));
  return felt ? differentOptions(body) : undefined;
}

function differentOptions(body: RunBody): Obstacle {
  return {
    reason: 'options-differ',
    why: `the RUN of line ${lineOf(body)} does not set the shell options that another of them sets`,
  };
}

function mixedErrexit(bodies: readonly RunBody[]): Obstacle {
  const lines = bodies.map(lineOf).join(' and ');
  return {
    reason: 'errexit',
    why: `no form does the same as lines ${lines} with a shell that stops at the first failure`,
  };
}

function toPieces(body: RunBody, parts: readonly Part[]): readonly Piece[] {
  return parts.map(({ start, end }) => ({ body, start, end, braces: false }));
}

function isSame(first: ReadonlySet<ShellOption>, second: ReadonlySet<ShellOption>): boolean {
  return first.size === second.size && [...first].every((option) => second.has(option));
}

function lineOf({ instruction }: RunBody): number {
  return instruction.shownLine;
}
