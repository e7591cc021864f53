import { visible } from '../../file-report.js';

/** Text that is markup already. It comes from `html` alone, so that nothing gets into a page unescaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: texts are escaped, markup and lists of it are taken over, undefined is nothing. */
export type Inserted = string | number | Markup | readonly Markup[] | undefined;

/**
 * A template of HTML or SVG in which every inserted text is escaped, for an element's content and for an attribute in double
 * quotes alike. Control characters become visible ones.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Inserted[]): Markup {
  const text = parts.map((part, index) => (index === 0 ? '' : insert(values[index - 1])) + part);
  return new Markup(text.join(''));
}

function insert(value: Inserted): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeHtml(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML: no character of it is markup, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
