import { trimSpace } from './text.js';

/** The parser directives that BuildKit knows. */
export type DirectiveName = 'syntax' | 'escape' | 'check';

/** A `# name=value` line at the top of a Dockerfile. */
export interface Directive {
  readonly name: DirectiveName;
  readonly value: string;
}

const DIRECTIVE =
  /^#[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^]+?)[\t\n\f\r ]*$/;

function isDirectiveName(name: string): name is DirectiveName {
  return name === 'syntax' || name === 'escape' || name === 'check';
}

/**
 * Reads one line as a parser directive, by BuildKit's rules (frontend/dockerfile/parser/directives.go). The caller stops
 * asking after the first line that is none: directives stand before everything else.
 * @param line the line without its end and leading space
 */
export function readDirective(line: string): Directive | undefined {
  const match = DIRECTIVE.exec(line);
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2];
  if (name === undefined || value === undefined || !isDirectiveName(name)) return undefined;
  return { name, value };
}

/**
 * Whether a comment line is a directive for some releases of BuildKit alone: those since November 2025 skip any Unicode
 * space after the `#`, those before skip ASCII space without the vertical tab.
 * @param comment the line from its `#` on
 */
export function isDisputedDirective(comment: string): boolean {
  return (
    readDirective(comment) === undefined &&
    readDirective(`#${trimSpace(comment.slice(1))}`) !== undefined
  );
}
