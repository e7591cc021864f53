import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { parseShellText } from '../src/dockerfile/shell.js';
import { readCommand } from '../src/cli/read-command.js';
import { ENVIRONMENT, PROGRAM } from './cli/command.js';

// Each page starts many programs.
jest.setTimeout(120_000);

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));
const PAGES = [
  '../README.md',
  ...readdirSync(DOCS).filter((name) => name.endsWith('.md') && name !== 'hazards.md'),
];

/** The blocks of a page that a shell reads, but for those that say that nobody has run them. */
function shellBlocks(page: string): readonly string[] {
  const text = readFileSync(`${DOCS}${page}`, 'utf8');
  return [...text.matchAll(/(?:^([^\n]*)\n)?\n?^```(?:sh|bash|console)\n(.*?)^```$/gms)].flatMap(
    ([, before = '', block = '']) => (/untested/i.test(before) ? [] : [block]),
  );
}

/** The words of all commands of dockopt in a text. */
function commandLines(text: string): readonly (readonly string[])[] {
  return parseShellText(text, () => ({ start: 0, end: 0 })).commands.flatMap(
    ({ name, arguments: words }) => {
      const all = [name, ...words].flatMap((word) => (word === undefined ? [] : word.value));
      const start = all.findIndex((word) => /^(?:dockopt|bin\/dockopt\.js)$/.test(word));
      const runs = /^(?:dockopt|node|npx|docker|exec)$/.test(all[0] ?? '');
      return start === -1 || !runs || all[1] === 'build' || all[1] === 'run'
        ? []
        : [all.slice(start + 1)];
    },
  );
}

const pages = PAGES.map((page) => [page, shellBlocks(page).flatMap(commandLines)] as const).filter(
  ([, lines]) => lines.length > 0,
);

test('pages with commands are found', () => {
  expect(pages.length).toBeGreaterThanOrEqual(5);
});

/** Commands that build with an engine, or talk to an editor: their own tests run them. */
function needsMore(words: readonly string[]): boolean {
  return /^(?:compare|lsp)$/.test(words[0] ?? '') || words.includes('--verify');
}

describe.each(pages)('%s', (_page, lines) => {
  test('shows commands that run, one after the other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dockopt-docs-'));
    const example = 'examples/flask-app/before';
    cpSync(join(PROJECT, example), folder, { recursive: true });
    for (const one of [example, 'examples/toolbox/before']) {
      cpSync(join(PROJECT, one), join(folder, one), { recursive: true });
    }
    const environment = { ...ENVIRONMENT, HOME: folder, DOCKER_CONFIG: join(folder, '.docker') };
    const run = lines
      .filter((words) => !needsMore(words))
      .map((words) => {
        const { status, stderr } = spawnSync(execPath, [PROGRAM, ...words], {
          cwd: folder,
          env: environment,
          encoding: 'utf8',
          input: '{"path":"Dockerfile","text":"FROM scratch\\n"}\n',
        });
        return {
          words,
          failed: status === 0 || (status === 1 && words[0] === 'check') ? '' : stderr,
        };
      });
    rmSync(folder, { recursive: true });
    expect(run).toEqual(run.map(({ words }) => ({ words, failed: '' })));
  });

  test('shows commands that are there, with options that they have', async () => {
    const read = await Promise.all(
      lines.map(async (words) => ({ words, kind: (await readCommand(words, 'dockopt')).kind })),
    );
    expect(read).toEqual(lines.map((words) => ({ words, kind: 'command' })));
  });
});
