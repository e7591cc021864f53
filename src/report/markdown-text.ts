import { columnsOf, fitStart } from './columns.js';
import { visible } from './file-report.js';

/**
 * A text as Markdown that shows it as it is, in a table too: every character that could mean something is a character
 * reference, which no reader of Markdown takes for a sign.
 * @see https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references
 */
export function markdownText(text: string): string {
  return visible(text).replace(
    /[!-+:-@[-`{-~]|(?<=www)\./gi,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** A name, path or instruction as Markdown, in the letters of code; cut where it is longer than `columns`. */
export function markdownCode(text: string, columns = 120): string {
  const shown = visible(text);
  const cut = columnsOf(shown) <= columns ? shown : fitStart(shown, columns).trimEnd();
  return `<code>${markdownText(cut)}</code>`;
}

/** A block of code in a fence that no line of it can end. */
export function markdownFence(language: string, text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  const lines = text.replace(/\n$/, '').split('\n').map(visible);
  return `${fence}${language}\n${lines.join('\n')}\n${fence}\n`;
}
