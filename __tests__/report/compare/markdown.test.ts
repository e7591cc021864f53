import { spawnSync } from 'node:child_process';
import { env } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import type { ComparisonReport } from '../../../src/report/comparison/comparison-report.js';
import { formatMarkdownComparison } from '../../../src/report/comparison/markdown.js';
import { visible } from '../../../src/report/file-report.js';
import { markdownCode, markdownFence, markdownText } from '../../../src/report/markdown-text.js';
import { HOSTILE, IMAGES, NASTY, REWRITE } from './samples.js';

/** GitHub's own reader of Markdown. */
const READER = 'cmark-gfm';
const WORDS = [
  '--unsafe',
  ...['table', 'autolink', 'strikethrough'].flatMap((name) => ['-e', name]),
];
const isThere = spawnSync(READER, ['--version']).status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') throw new Error(`${READER} is not installed`);
if (!isThere) console.warn(`skipped: ${READER} is not installed (Debian's package of that name)`);

function render(markdown: string): string {
  const { status, stdout, stderr } = spawnSync(READER, WORDS, {
    input: markdown,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The text of HTML as the reader writes it. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ENTITIES[name] ?? '')
    .trim();
}

function elementsOf(html: string): readonly string[] {
  return [
    ...new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name)),
  ].sort();
}

const nasty = Object.entries(NASTY);

(isThere ? describe : describe.skip)('as GitHub reads it', () => {
  test.each(nasty)('a text with %s is itself', (_, text) => {
    expect(textOf(render(`x ${markdownText(text)} y`))).toBe(`x ${visible(text)} y`);
    expect(elementsOf(render(`x ${markdownText(text)} y`))).toEqual(['p']);
  });

  test.each(nasty)('code with %s in a table is itself, and stays in its cell', (_, text) => {
    const html = render(`| a | b |\n| --- | --- |\n| ${markdownCode(text, 200)} | z |\n`);
    const cells = [...html.matchAll(/<td>(.*?)<\/td>/gs)].map(([, cell = '']) => textOf(cell));
    expect(cells).toEqual([visible(text), 'z']);
  });

  test('every single character of ASCII is itself', () => {
    for (let code = 0x21; code < 0x7f; code += 1) {
      const text = String.fromCharCode(code).repeat(2);
      const html = render(
        `| a | b |\n| --- | --- |\n| ${markdownCode(`${text} ${text}a`)} | z |\n`,
      );
      const [cell = ''] = html.match(/<td>.*<\/td>/) ?? [];
      expect(textOf(cell)).toBe(`${text} ${text}a`);
    }
  });

  test('a fence ends where it should', () => {
    const html = render(`${markdownFence('diff', 'a\n````\n```\n~~~\n</code></pre><b>\n')}\nend\n`);
    expect(textOf(html)).toBe('a\n````\n```\n~~~\n</code></pre><b>\n\nend');
  });

  test('the report of hostile images has the elements of any other', () => {
    const known = elementsOf(render(formatMarkdownComparison(REWRITE)));
    expect(elementsOf(render(formatMarkdownComparison(HOSTILE)))).toEqual(known);
    expect(known).not.toContain('a');
  });

  test.each<[string, ComparisonReport]>([
    ['images', IMAGES],
    ['rewrite', REWRITE],
    ['hostile', HOSTILE],
  ])('each table of the report %s has cells for all columns', (_, report) => {
    const html = render(formatMarkdownComparison(report));
    const tables = [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table = '']) => table);
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      const rows = table.split('<tr>').slice(1);
      const counts = rows.map((row) => (row.match(/<t[hd]/g) ?? []).length);
      expect(new Set(counts).size).toBe(1);
    }
    const opened = (html.match(/<details>/g) ?? []).length;
    expect((html.match(/<\/details>/g) ?? []).length).toBe(opened);
  });
});

test('long code is cut, and says so', () => {
  expect(markdownCode('a'.repeat(10), 5)).toBe('<code>aaaa…</code>');
});
