import {
  forEachChild,
  parse,
  type Script,
  type SyntaxNode,
  type Word,
  type WordPart,
} from 'unbash';
import { sourceRange, type CookedText } from './cooked.js';
import type { TextRange } from './text.js';

/** A word of a shell command. */
export interface ShellWord {
  /** As written, cooked: quotes and expansions included. */
  readonly text: string;
  /** With quotes removed; expansions stay as written. */
  readonly value: string;
  /** Nothing in the word is expanded by the shell: `value` is what the command gets. */
  readonly literal: boolean;
  /** Range in the script's cooked text. */
  readonly cookedRange: TextRange;
  /** Range in the source. */
  readonly range: TextRange;
}

/** A redirection of a shell command (`2>&1`, `> /etc/x`). */
export interface ShellRedirect {
  readonly operator: string;
  readonly target: ShellWord | undefined;
}

/** A variable assignment in front of a command, or alone. */
export interface ShellAssignment {
  readonly name: string;
  readonly value: ShellWord | undefined;
}

/** Where in the script a command stands. A command at the top of a plain `&&` or `;` list has no placement at all. */
export type ShellPlacement =
  | 'background'
  | 'brace'
  | 'conditional'
  | 'function'
  | 'loop'
  | 'negated'
  | 'or-list'
  | 'pipeline'
  | 'subshell'
  | 'substitution';

/** A simple command of a script, wherever it stands. */
export interface ShellCommand {
  /** The command word; undefined for bare assignments and redirections. */
  readonly name: ShellWord | undefined;
  readonly arguments: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly placement: ReadonlySet<ShellPlacement>;
  /** Range in the script's cooked text. */
  readonly cookedRange: TextRange;
  /** Range in the source. */
  readonly range: TextRange;
}

/** A shell script inside a Dockerfile. */
export interface ShellScript {
  /** The cooked text that the shell gets. */
  readonly text: string;
  /** The syntax tree; its positions are offsets into `text`. */
  readonly tree: Script;
  /** Why the text is no valid script; undefined when it is one. */
  readonly error: string | undefined;
  /** All simple commands in source order, those in substitutions included. */
  readonly commands: readonly ShellCommand[];
  /** Cooked range of a `# …` comment that ends the script. */
  readonly trailingComment: TextRange | undefined;
  /** The source range of a non-empty cooked range. */
  readonly locate: (start: number, end: number) => TextRange;
}

/** Parses cooked text as a shell script whose words are mapped back to the source. */
export function parseShell(cooked: CookedText): ShellScript {
  const last = cooked.text.length - 1;
  return parseShellText(cooked.text, (start, end) => {
    // In a script with an error the parser may place a word beyond the end.
    const from = Math.min(start, last);
    return sourceRange(cooked, from, Math.min(Math.max(end, from + 1), last + 1));
  });
}

/** Parses a script; `locate` tells where in the source a cooked range stands. */
export function parseShellText(
  text: string,
  locate: (start: number, end: number) => TextRange,
): ShellScript {
  const tree = parse(text);
  const commands: ShellCommand[] = [];
  let error = tree.errors?.[0]?.message;

  const toWord = (word: Word): ShellWord => ({
    text: word.text,
    value: word.value,
    literal: (word.parts ?? []).every(isLiteral) && !word.value.startsWith('~'),
    cookedRange: { start: word.pos, end: word.end },
    range: locate(word.pos, word.end),
  });

  const collect = (node: SyntaxNode, placement: ReadonlySet<ShellPlacement>): void => {
    if (node.type === 'Script') {
      error ??= 'errors' in node ? node.errors?.[0]?.message : undefined;
      // Inside escaped backticks positions index the decoded text: nothing there can be mapped back.
      if (node.source !== undefined) return;
    }
    if (node.type === 'Command') {
      commands.push({
        name: node.name === undefined ? undefined : toWord(node.name),
        arguments: node.args.flatMap((argument) =>
          argument.type === 'Word'
            ? [toWord(argument)]
            : [
                {
                  text: argument.text,
                  value: argument.text,
                  literal: false,
                  cookedRange: { start: argument.pos, end: argument.end },
                  range: locate(argument.pos, argument.end),
                },
              ],
        ),
        assignments: node.prefix.flatMap((prefix) =>
          prefix.type === 'Assignment'
            ? [
                {
                  name: prefix.name,
                  value:
                    prefix.value.type === 'Word' && prefix.value.text !== ''
                      ? toWord(prefix.value)
                      : undefined,
                },
              ]
            : [],
        ),
        redirects: node.redirects.map((redirect) => ({
          operator: redirect.operator,
          target:
            redirect.type !== 'HereDoc' && redirect.target !== undefined
              ? toWord(redirect.target)
              : undefined,
        })),
        placement,
        cookedRange: { start: node.pos, end: node.end },
        range: locate(node.pos, node.end),
      });
    }
    forEachChild(node, (child) => {
      collect(child, placementOf(node, child, placement));
    });
  };
  collect(tree, new Set());

  return { text, tree, error, commands, trailingComment: findTrailingComment(text, tree), locate };
}

function isLiteral(part: WordPart): boolean {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return true;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.every(isLiteral);
    default:
      return false;
  }
}

function placementOf(
  parent: SyntaxNode,
  child: SyntaxNode,
  placement: ReadonlySet<ShellPlacement>,
): ReadonlySet<ShellPlacement> {
  const added = placementWithin(parent, child);
  return added === undefined || placement.has(added) ? placement : new Set([...placement, added]);
}

function placementWithin(parent: SyntaxNode, child: SyntaxNode): ShellPlacement | undefined {
  switch (parent.type) {
    case 'Statement':
      return parent.background === true ? 'background' : undefined;
    case 'AndOr':
      return parent.operators.includes('||') ? 'or-list' : undefined;
    case 'Pipeline':
      if (parent.commands.length > 1) return 'pipeline';
      return parent.prefixes.some((prefix) => prefix.type === 'Negation') ? 'negated' : undefined;
    case 'If':
    case 'Elif':
    case 'Case':
    case 'CaseItem':
      return 'conditional';
    case 'For':
    case 'ArithmeticFor':
    case 'Select':
    case 'While':
      return 'loop';
    case 'Function':
    case 'Coproc':
      return 'function';
    case 'Subshell':
      return 'subshell';
    case 'BraceGroup':
      return 'brace';
    default:
      return child.type === 'Script' ? 'substitution' : undefined;
  }
}

/** Cooked text has no line ends, so a comment goes on to the end of the script. */
function findTrailingComment(text: string, tree: Script): TextRange | undefined {
  const end = tree.commands.at(-1)?.end ?? 0;
  const offset = text.slice(end).search(/(?<=^|[\s;&])#/);
  return offset === -1 ? undefined : { start: end + offset, end: text.length };
}
