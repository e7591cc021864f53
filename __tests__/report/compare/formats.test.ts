import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import { columnsOf } from '../../../src/report/columns.js';
import type { ComparisonReport } from '../../../src/report/comparison/comparison-report.js';
import { formatHtmlComparison } from '../../../src/report/comparison/html.js';
import { formatJsonComparison } from '../../../src/report/comparison/json.js';
import { formatMarkdownComparison } from '../../../src/report/comparison/markdown.js';
import { formatPrettyComparison } from '../../../src/report/comparison/pretty.js';
import { SCRIPT, SCRIPT_DIGEST } from '../../../src/report/comparison/html/script.js';
import { PLAIN } from '../../../src/report/paint.js';
import { UPDATE } from '../../support/fixture.js';
import { schemaErrors } from '../../support/schema.js';
import { HOSTILE, IMAGES, NASTY, REWRITE, SAME } from './samples.js';

const SAMPLES: Readonly<Record<string, ComparisonReport>> = {
  images: IMAGES,
  rewrite: REWRITE,
  hostile: HOSTILE,
  same: SAME,
};
const FORMATS: Readonly<Record<string, (report: ComparisonReport) => string>> = {
  'pretty-80.txt': (report) => formatPrettyComparison(report, { paint: PLAIN, width: 80 }),
  'pretty-120.txt': (report) => formatPrettyComparison(report, { paint: PLAIN, width: 120 }),
  'report.md': formatMarkdownComparison,
  'report.json': formatJsonComparison,
  'report.html': formatHtmlComparison,
};

describe.each(Object.entries(SAMPLES))('the report %s', (sample, report) => {
  test.each(Object.entries(FORMATS))('%s', (name, format) => {
    const path = fileURLToPath(new URL(`${sample}/${name}`, import.meta.url));
    const shown = format(report);
    if (UPDATE) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, shown);
    }
    expect(shown).toBe(readFileSync(path, 'utf8'));
  });

  test.each([80, 100, 120])('fits a terminal of %d columns', (width) => {
    const lines = formatPrettyComparison(report, { paint: PLAIN, width }).split('\n');
    // A name that is longer than a line is never broken: the two lines of the title alone have such names.
    const [, , ...others] = lines;
    expect(others.filter((line) => columnsOf(line) > width)).toEqual([]);
    expect(lines.filter((line) => / $/.test(line))).toEqual([]);
  });

  test('says the same with colours', () => {
    const output = { paint: picocolors.createColors(true), width: 80 };
    const coloured = formatPrettyComparison(report, output);
    expect(coloured).not.toBe(stripVTControlCharacters(coloured));
    const trimmed = stripVTControlCharacters(coloured).replace(/ +$/gm, '');
    expect(trimmed).toBe(formatPrettyComparison(report, { paint: PLAIN, width: 80 }));
  });

  test('is JSON of the schema', () => {
    const parsed: unknown = JSON.parse(formatJsonComparison(report));
    expect(schemaErrors(parsed, 'comparison')).toEqual([]);
  });
});

describe('hostile names', () => {
  test('send nothing to a terminal', () => {
    const shown = formatPrettyComparison(HOSTILE, { paint: PLAIN, width: 80 });
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  test('are whole in JSON', () => {
    const parsed = JSON.parse(formatJsonComparison(HOSTILE)) as { before: { name: string } };
    expect(parsed.before.name).toBe(Object.values(NASTY).join(' '));
  });

  test('add no element to the page', () => {
    const elements = (text: string): readonly string[] => [
      ...new Set([...text.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name)),
    ];
    const known = elements(formatHtmlComparison(REWRITE));
    expect(elements(formatHtmlComparison(HOSTILE)).filter((name) => !known.includes(name))).toEqual(
      [],
    );
  });
});

describe('the page', () => {
  const page = formatHtmlComparison(REWRITE);

  test('allows its own script by its digest, and no other', () => {
    expect(SCRIPT_DIGEST).toBe(`sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`);
    expect(page).toContain(`<script>${SCRIPT}</script>`);
    expect(page).toContain(`default-src 'none'`);
  });

  test('names no other place', () => {
    expect(page.match(/\b(?:src|srcset|href|action|poster)="(?!#).*/g)).toBeNull();
    expect(page.match(/\burl\(|@import|https?:\/\//g)).toBeNull();
  });
});

describe('the comment', () => {
  test('fits, and names what it leaves out', () => {
    const long = '<>|*_'.repeat(100);
    const many = Array.from({ length: 300 }, (_, index) => ({
      before: {
        index,
        diffId: `sha256:${index}`,
        bytes: 10,
        compressedBytes: 5,
        createdBy: `RUN ${long}`,
      },
      after: undefined,
      shared: false,
    }));
    const { comparison } = IMAGES;
    const shown = formatMarkdownComparison({
      ...IMAGES,
      comparison: { ...comparison, layers: many },
    });
    expect(shown.length).toBeLessThan(65_536);
    expect(shown).toContain('Left out, because a comment holds no more: Layers.\n');
    expect(shown).toContain('<summary>Packages: ');
  });
});
