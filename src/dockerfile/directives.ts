import { leadingSpace } from './text.js';

/** The parser directives that BuildKit knows. */
export type DirectiveName = 'syntax' | 'escape' | 'check';

/** A `# name=value` line at the top of a Dockerfile. */
export interface Directive {
  readonly name: DirectiveName;
  readonly value: string;
}

const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/;

function isDirectiveName(name: string): name is DirectiveName {
  return name === 'syntax' || name === 'escape' || name === 'check';
}

/**
 * Reads one line as a parser directive, by BuildKit's rules (frontend/dockerfile/parser/directives.go). The caller stops
 * asking after the first line that is none: directives stand before everything else.
 * @param line the line without its end and leading space
 */
export function readDirective(line: string): Directive | undefined {
  if (!line.startsWith('#')) return undefined;
  const comment = line.slice(1);
  const match = DIRECTIVE.exec(comment.slice(leadingSpace(comment)));
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2];
  if (name === undefined || value === undefined || !isDirectiveName(name)) return undefined;
  return { name, value };
}
