import { spawnSync } from 'node:child_process';
import { env } from 'node:process';
import { describe, expect, test } from '@jest/globals';
import type { FileReport } from '../../../src/report/file-report.js';
import { visible } from '../../../src/report/file-report.js';
import { formatMarkdown } from '../../../src/report/ci/markdown.js';
import { EACH, FAILED, finding, HOSTILE, HOSTILE_TEXTS, planned } from './samples.js';

/** GitHub's own reader of Markdown. */
const READER = 'cmark-gfm';
const WORDS = [
  '--unsafe',
  ...['table', 'autolink', 'strikethrough'].flatMap((name) => ['-e', name]),
];
const isThere = spawnSync(READER, ['--version']).status === 0;
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') throw new Error(`${READER} is not installed`);
if (!isThere) console.warn(`skipped: ${READER} is not installed (Debian's package of that name)`);

function render(reports: readonly FileReport[]): string {
  const input = formatMarkdown(reports, false);
  const { status, stdout, stderr } = spawnSync(READER, WORDS, { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ENTITIES[name] ?? '');
}

function elementsOf(html: string): readonly string[] {
  const names = [...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name);
  return [...new Set(names)].sort();
}

test('Markdown has a table of files, and what changes and why in each', () => {
  expect(formatMarkdown(EACH, false)).toBe(`### dockopt: 1 file would change, 1 error

| file |  | more with --unsafe | left alone | image |
| --- | --- | ---: | ---: | --- |
| <code>app/Dockerfile</code> | would change: 1 fix | 1 | 2 | about 1 MB less &#40;estimate&#41; |
| <code>broken/Dockerfile</code> | error |  |  |  |

1 file with nothing to say about.

In all about 1 MB less &#40;estimate&#41;.

<details>
<summary><code>app/Dockerfile</code></summary>

**Changes**

- <code>merge-runs</code> (safe, line 2, about 1 MB less &#40;estimate&#41;): Merges the RUNs.

**More with \`--unsafe\`**

- <code>slim-base/context-absent</code> (line 1): Takes debian&#58;12-slim.

**Left to a person**

- <code>merge-runs/ignored-by-comment</code> (line 2): A person may.

**Left alone**

- <code>merge-runs/ignored-by-comment</code> (line 2): Nobody can.

\`\`\`diff
--- a/app/Dockerfile
+++ b/app/Dockerfile
@@ -1,3 +1,3 @@
 FROM debian:12
-RUN a
-RUN b
+RUN a \\
+    && b
\`\`\`

</details>

<details>
<summary><code>broken/Dockerfile</code></summary>

Line 2: FORM is no instruction, correct it&#58; BuildKit rejects this file

</details>

Nothing was written; \`dockopt fix --write\` does that.
`);
});

test('Markdown has the sizes that were measured in place of an estimate', () => {
  const report = planned({
    findings: [finding({ estimate: { bytes: 1e6, source: 'a table', atLeast: false } })],
    verification: {
      result: 'verified',
      how: 'it answers on a port',
      bytes: { before: 100_000_000, after: 75_000_000 },
      builds: [],
      dropped: [],
    },
  });
  const text = formatMarkdown([report], true);
  expect(text).toContain('| written: 1 fix | 0 | 0 | 100.0 MB → 75.0 MB (−25.0 MB, −25.0 %) |');
  expect(text).not.toMatch(/estimate|Nothing was written/);
});

test('Markdown fits in a comment of GitHub, and names what it leaves out', () => {
  const long = planned({ before: '', after: 'RUN a\n'.repeat(12_000), isNew: true });
  const small = { ...planned(), findings: [finding({ message: 'a'.repeat(400) })] };
  const many = Array.from({ length: 500 }, (_, index) => ({
    ...(index === 0 ? long : small),
    path: `app-${index}`,
  }));
  const text = formatMarkdown(many, false);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('The diff is left out, because a comment holds no more.');
  expect(text).toMatch(/Left out, because a comment holds no more: .* and \d+ more\.\n/);
  expect(text).toContain('… and 400 files more.');
});

(isThere ? describe : describe.skip)('as GitHub reads it', () => {
  test('hostile paths and messages are themselves, and no elements', () => {
    const known = elementsOf(render([...EACH, { ...FAILED, details: ['a'] }]));
    const html = render(HOSTILE);
    const expected = [...new Set([...known, 'pre'])].sort();
    expect(elementsOf(html).filter((name) => !expected.includes(name))).toEqual([]);
    expect(known).not.toContain('a');
    for (const text of HOSTILE_TEXTS) {
      // The reader has no word for half a character.
      const shown = visible(text).replace(/\p{Surrogate}/gu, '\ufffd');
      if (shown.trim() === shown) expect(textOf(html)).toContain(shown);
    }
  });

  test('each row of the table has cells for all columns', () => {
    const rows = render(HOSTILE).split('<tr>').slice(1);
    expect(rows.length).toBe(HOSTILE.length + 1);
    expect(new Set(rows.map((row) => (row.match(/<t[hd]/g) ?? []).length))).toEqual(new Set([5]));
  });
});
