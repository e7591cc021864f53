import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { fix } from '../../src/core.js';
import { useSandbox } from '../cli/command.js';
import { loadFixtures } from '../support/fixture.js';
import { describeInBrowser, useBrowser, type Opened } from './browser.js';
import { lowContrast } from './contrast.js';
import {
  addFiles,
  choose,
  paste,
  patchOf,
  PLAYGROUND,
  playgroundHtml,
  saved,
  settled,
  shownDiff,
  switches,
} from './playground.js';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const names = readdirSync(EXAMPLES)
  .filter((name) => existsSync(join(EXAMPLES, name, 'before')))
  .sort();

const browser = useBrowser();
const sandbox = useSandbox();

const open = (options: Parameters<typeof browser.openAt>[1] = { viewport: DESK }) =>
  browser.openAt(PLAYGROUND, options);

/** The texts of an example, by their paths. */
function exampleFiles(name: string): Readonly<Record<string, string>> {
  const folder = join(EXAMPLES, name, 'before');
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

/** A Dockerfile that is changed in several places without any context. */
const PLAIN = `FROM debian:12

# the tools
RUN apt-get update
RUN apt-get install -y jq
`;

describe('the page', () => {
  test('is under a megabyte, compressed, and asks for nothing', () => {
    const html = playgroundHtml();
    expect(gzipSync(html).length).toBeLessThan(1_000_000);
    expect(html).toContain(`default-src &#39;none&#39;`);
    expect(html.slice(0, html.indexOf('<script'))).not.toMatch(/src=|<link[^>]*href="(?!data:)/);
  });
});

describeInBrowser('a plan in the page is that of the command line', () => {
  test.each(names)('for the example %s', async (name) => {
    const { page, complaints } = await open();
    await choose(page, name);
    sandbox.write(exampleFiles(name));
    const expected = sandbox.run(['fix', '--format', 'diff']).stdout;
    expect(expected).not.toBe('');
    expect(await patchOf(page)).toBe(expected);
    const lines = expected.split('\n').slice(0, -1);
    expect(await shownDiff(page)).toEqual(lines.filter((line) => !/^(?:---|\+\+\+) /.test(line)));
    expect(complaints).toEqual([]);
  });

  test.each(names)('for the Dockerfile of %s alone, pasted', async (name) => {
    const { page } = await open();
    const text = exampleFiles(name)['Dockerfile'] ?? '';
    for (const words of [[], ['--unsafe'], ['--unsafe', '--base', 'alpine']]) {
      await page.setChecked('#unsafe', words.includes('--unsafe'));
      await page.selectOption('#base', words.includes('alpine') ? 'alpine' : 'slim');
      await paste(page, text);
      const run = sandbox.run(
        ['fix', '--format', 'diff', '--stdin-filename', 'Dockerfile', ...words, '-'],
        text,
      );
      expect(await patchOf(page)).toBe(run.stdout);
    }
  });

  test('for files that are added one by one, with what a compose file says', async () => {
    const { page } = await open();
    const files = {
      'requirements.txt': 'flask==3.0.0\n',
      'app.py': 'print("hello")\n',
      '.dockerignore': '*.md\n',
      'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      target: run\n',
    };
    const text =
      'FROM python:3.11 AS run\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["python", "app.py"]\nFROM run AS other\n';
    await paste(page, text);
    await addFiles(page, files);
    sandbox.write({ ...files, Dockerfile: text });
    const expected = sandbox.run(['fix', '--format', 'diff']).stdout;
    expect(expected).toContain('+FROM python:3.11-slim');
    expect(await patchOf(page)).toBe(expected);
    expect(await page.textContent('#note')).toMatch(/^3 files count as the whole build context/);
  });

  test('for a file with Windows line ends, which stay', async () => {
    const { page } = await open();
    const text = PLAIN.replaceAll('\n', '\r\n');
    await addFiles(page, { 'Dockerfile.win': text });
    sandbox.write({ Dockerfile: text });
    expect(await patchOf(page)).toBe(sandbox.run(['fix', '--format', 'diff']).stdout);
    await page.focus('#text');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('USER 1000\n');
    await settled(page);
    const { text: after } = await saved(page, 'Download Dockerfile as rewritten');
    expect(after).toMatch(/USER 1000\r\n$/);
    expect(after).not.toMatch(/[^\r]\n/);
  });
});

describeInBrowser('a fix', () => {
  test('that is switched off is left out and the rest is planned anew', async () => {
    const { page, complaints } = await open();
    await paste(page, PLAIN);
    const all = await switches(page);
    expect(all.map(([name]) => name)).toEqual(
      expect.arrayContaining(['slim-base, line 1', 'merge-runs, lines 4–5']),
    );
    const before = await patchOf(page);
    await page.getByRole('switch', { name: 'slim-base, line 1' }).uncheck();
    await settled(page);
    // The focus is still on the switch.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'slim-base, line 1',
    );
    const result = fix({
      text: PLAIN,
      today: new Date().toISOString().slice(0, 10),
      rejected: new Map([['slim-base@1', 'no']]),
    });
    if (result.kind !== 'planned') throw new Error('rejected');
    expect(result.plan.dockerfile.after).toContain('FROM debian:12\n');
    expect((await saved(page, 'Download Dockerfile as rewritten')).text).toBe(
      result.plan.dockerfile.after,
    );
    expect(await switches(page)).toContainEqual(['slim-base, line 1', false]);
    expect(await page.textContent('#status')).toMatch(/ · 1 switched off$/);
    expect(await page.textContent('#findings .is-off')).toContain('# dockopt-ignore slim-base');
    // It follows its line, and is not taken for another fix when that line is edited.
    await page.focus('#text');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('# first\n');
    await settled(page);
    expect(await page.textContent('#file-note')).toBe('6 lines');
    expect(await switches(page)).toContainEqual(['slim-base, line 2', false]);
    await page.getByRole('switch', { name: 'slim-base, line 2' }).check();
    await settled(page);
    await paste(page, PLAIN);
    expect(await patchOf(page)).toBe(before);
    expect(complaints).toEqual([]);
  });

  test('of each fixture with changes can be switched off alone', async () => {
    const { page } = await open();
    const fixtures = loadFixtures('clean-caches').filter(({ name }) => name.startsWith('basic'));
    expect(fixtures.length).toBeGreaterThan(0);
    for (const { request } of fixtures) {
      await paste(page, request.text);
      for (const [name] of await switches(page)) {
        await page.getByRole('switch', { name, exact: true }).uncheck();
        await settled(page);
      }
      expect(await patchOf(page)).toBe('');
    }
  });

  test('that is not safe waits for its switch, with what decides it', async () => {
    const { page } = await open();
    const text = 'FROM debian:12\n\nCOPY . /app\n';
    await paste(page, text);
    const unsafe = fix({ text, unsafe: true, today: new Date().toISOString().slice(0, 10) });
    if (unsafe.kind !== 'planned') throw new Error('rejected');
    const waiting = unsafe.plan.applied.filter(({ applicability }) => applicability === 'unsafe');
    expect(waiting.length).toBeGreaterThan(0);
    await expect(page.textContent('#findings')).resolves.toContain('With unsafe fixes too');
    expect(await page.textContent('#status')).toMatch(/more with unsafe fixes/);
    await page.getByRole('switch', { name: 'Unsafe fixes too' }).check();
    await settled(page);
    expect((await saved(page, 'Download Dockerfile as rewritten')).text).toBe(
      unsafe.plan.dockerfile.after,
    );
  });

  test('that is refused says what to do, and its line can be gone to', async () => {
    const { page } = await open();
    await paste(page, 'FROM debian:12\n\nCOPY . /app\n');
    const item = page.locator('[aria-labelledby=left-title] li', { hasText: 'context-absent' });
    await item.getByText('What it means, and what to do').click();
    expect(await item.locator('details p').innerText()).not.toBe('');
    await item.getByRole('button', { name: 'line 3' }).click();
    const chosen = await page.evaluate(() => {
      const area = document.querySelector<HTMLTextAreaElement>('#text');
      return area?.value.slice(area.selectionStart, area.selectionEnd);
    });
    expect(chosen).toBe('COPY . /app');
  });
});

describeInBrowser('what is saved', () => {
  test('is the files as rewritten', async () => {
    const { page } = await open();
    await choose(page, 'node-api');
    const { text } = await saved(page, 'Download Dockerfile as rewritten');
    expect(text).toBe(readFileSync(join(EXAMPLES, 'node-api/after/Dockerfile'), 'utf8'));
    const ignore = await saved(page, 'Download .dockerignore as rewritten');
    expect(ignore.text).toBe(readFileSync(join(EXAMPLES, 'node-api/after/.dockerignore'), 'utf8'));
    // What the page shows of it is the same.
    await page.getByText('Result', { exact: true }).click();
    const shown = await page.locator('#diff section').first().locator('.line').allTextContents();
    expect(`${shown.join('\n')}\n`).toBe(text);
  });

  test('is what is copied', async () => {
    const { page } = await browser.openAt(
      'http://playground.invalid/',
      { viewport: DESK },
      playgroundHtml(),
    );
    await paste(page, PLAIN);
    const { text } = await saved(page, 'Download Dockerfile as rewritten');
    await page.getByRole('button', { name: 'Copy Dockerfile as rewritten' }).click();
    await page.waitForFunction(
      () => document.querySelector('#said')?.textContent === 'Copied Dockerfile.',
    );
    await page.focus('#text');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+V');
    await settled(page);
    expect(await page.inputValue('#text')).toBe(text);
  });
});

describeInBrowser('a link', () => {
  test('holds all that was chosen', async () => {
    const { page } = await open();
    await choose(page, 'flask-app');
    await addFiles(page, { 'ünï code — name.txt': 'a “b”\u{1F40B}\n' });
    await page.getByRole('switch', { name: 'Unsafe fixes too' }).check();
    await page.getByRole('switch', { name: /^clean-caches/ }).uncheck();
    await page.selectOption('#base', 'alpine');
    await settled(page);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.waitForFunction(() => location.hash !== '');
    const url = page.url();
    const other = await browser.openAt(url, { viewport: DESK });
    await other.page.waitForFunction(() => document.querySelector('#diff table') !== null);
    await settled(other.page);
    const state = async (each: Page) => ({
      patch: await patchOf(each),
      status: await each.textContent('#status'),
      switches: await switches(each),
      tabs: await each.getByRole('tab').allTextContents(),
      text: await each.inputValue('#text'),
      unsafe: await each.isChecked('#unsafe'),
      base: await each.inputValue('#base'),
    });
    const expected = await state(page);
    expect(expected.patch).not.toBe('');
    expect(expected.base).toBe('alpine');
    expect(expected.tabs).toContain('ünï code — name.txt');
    expect(await state(other.page)).toEqual(expected);
    expect(other.complaints).toEqual([]);
  });

  test.each([
    ['cut', (good: string) => good.slice(0, 40)],
    ['of another kind', () => 'section-2'],
    ['with other characters', () => '<img src=x onerror=alert(1)>'],
    ['of JSON that is no input', () => packed('{"version":1,"dockerfile":7}')],
    ['with a path that leads out', () => packed(link([{ path: '../x', text: '' }]))],
    [
      'with a path twice',
      () =>
        packed(
          link([
            { path: 'x', text: '' },
            { path: 'x', text: '' },
          ]),
        ),
    ],
    ['that unfolds to too much', () => packed(link([{ path: 'x', text: 'x'.repeat(9_000_000) }]))],
  ])('%s is told of and does nothing', async (_name, change) => {
    const { page } = await open();
    await paste(page, PLAIN);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.waitForFunction(() => location.hash !== '');
    const fragment = change(page.url().split('#')[1] ?? '');
    const other = await browser.openAt(`${PLAYGROUND}#${encodeURI(await fragment)}`, {
      viewport: DESK,
    });
    await other.page.waitForFunction(() =>
      document.querySelector('#said')?.textContent.startsWith('The link holds nothing'),
    );
    expect(await other.page.inputValue('#text')).toBe('');
    expect(other.complaints).toEqual([]);
  });

  function link(files: readonly object[]): string {
    return JSON.stringify({
      version: 1,
      dockerfile: 'FROM a\n',
      files,
      unsafe: false,
      base: 'slim',
      off: [],
    });
  }

  /** As the page packs a link, by Node's own means. */
  async function packed(json: string): Promise<string> {
    const { deflateRawSync } = await import('node:zlib');
    return deflateRawSync(json).toString('base64url');
  }
});

describeInBrowser('a text that BuildKit rejects', () => {
  test('is marked at its line, and the mark goes with the mistake', async () => {
    const { page, complaints } = await open();
    await paste(page, 'FROM debian:12\n\nCOPY onlyone\nRUN true\n');
    expect(await page.textContent('#status')).toBe('Not a Dockerfile that can be built');
    expect(await page.innerText('#problem')).toMatch(/^Line 3, column 1 .*BuildKit rejects/);
    expect(await page.locator('#paint .wrong').allTextContents()).toEqual(['COPY onlyone\n']);
    expect(await page.locator('#gutter .wrong').allTextContents()).toEqual(['3']);
    const area = page.locator('#text');
    expect(await area.getAttribute('aria-invalid')).toBe('true');
    expect(await area.getAttribute('aria-describedby')).toBe('problem');
    await paste(page, 'FROM debian:12\n');
    expect(await area.getAttribute('aria-invalid')).toBeNull();
    expect(await page.locator('.wrong').count()).toBe(0);
    expect(await page.innerText('#problem')).toBe('');
    expect(complaints).toEqual([]);
  });
});

const WAYS = [
  { viewport: DESK, colorScheme: 'light' },
  { viewport: DESK, colorScheme: 'dark' },
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
] as const;

describeInBrowser('the page is well shown', () => {
  test.each(WAYS.map((way) => [way.viewport.width, way.colorScheme, way] as const))(
    'at %d px, %s',
    async (width, _scheme, way) => {
      const { page, complaints } = await open(way);
      const long = 'x'.repeat(400);
      const states: readonly (readonly [string, () => Promise<void>])[] = [
        ['empty', () => Promise.resolve()],
        ['an example', () => choose(page, 'node-api')],
        ['a form', () => page.click('#add-open')],
        ['unsafe', () => page.getByRole('switch', { name: 'Unsafe fixes too' }).check()],
        ['result', () => page.getByText('Result', { exact: true }).click()],
        ['a mistake', () => paste(page, `FROM debian:12\n${long}\n`)],
        ['long names', () => addFiles(page, { [`${long.slice(0, 200)}.txt`]: long })],
        [
          'long lines',
          () =>
            paste(
              page,
              `FROM debian:12\nRUN apt-get update\nRUN apt-get install -y ${long} # ${long}\n`,
            ),
        ],
        ['diff', () => page.getByText('Diff', { exact: true }).click()],
      ];
      for (const [name, prepare] of states) {
        await prepare();
        await settled(page);
        await page.evaluate(() => {
          for (const each of document.querySelectorAll('details')) each.open = true;
        });
        const scrolled = await page.evaluate(() => {
          document.documentElement.scrollLeft = 100;
          return {
            width: document.documentElement.scrollWidth,
            left: document.documentElement.scrollLeft,
          };
        });
        expect([name, scrolled]).toEqual([name, { width, left: 0 }]);
        expect([name, await page.evaluate(lowContrast)]).toEqual([name, []]);
      }
      expect(complaints).toEqual([]);
    },
  );

  test('side by side where there is room', async () => {
    const { page } = await open();
    await choose(page, 'toolbox');
    await page.getByText('Side by side', { exact: true }).click();
    const table = page.locator('#diff table');
    expect(await table.getAttribute('class')).toContain('beside');
    const texts = await table.locator('tr:has(.removed) .line').allTextContents();
    expect(texts.slice(0, 2)).toEqual(['FROM debian:12', 'FROM debian:12-slim']);
    await page.setViewportSize(PHONE);
    await page.waitForSelector('#diff table.unified');
    expect(await page.isVisible('text=Side by side')).toBe(false);
  });

  test('changes its colours when asked to', async () => {
    const { page } = await open({ viewport: DESK, colorScheme: 'light' });
    await choose(page, 'toolbox');
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole('button', { name: 'Dark colours' }).click();
    expect(await paper()).not.toBe(light);
    expect(await page.evaluate(lowContrast)).toEqual([]);
    await page.getByRole('button', { name: 'Light colours' }).click();
    expect(await paper()).toBe(light);
  });

  test('moves nothing for those who asked for that', async () => {
    const { page } = await open({ viewport: DESK, reducedMotion: 'reduce' });
    await choose(page, 'toolbox');
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter((each) => {
          const style = getComputedStyle(each);
          return style.transitionDuration !== '0s' || style.animationName !== 'none';
        }).length,
    );
    expect(moving).toBe(0);
  });
});

describeInBrowser('those who do not see the page, or have no pointer,', () => {
  test('have its parts named', async () => {
    const { page } = await open();
    await choose(page, 'node-api');
    await page.click('#add-open');
    const found = await page.evaluate(() => {
      const all = (selector: string) => [...document.querySelectorAll(selector)];
      const ids = all('[id]').map(({ id }) => id);
      const nameOf = (each: Element): string => {
        const by = each.getAttribute('aria-labelledby');
        const label = each.getAttribute('aria-label');
        if (label !== null) return label;
        if (by !== null) return document.getElementById(by)?.textContent ?? '';
        if (
          each instanceof HTMLInputElement ||
          each instanceof HTMLSelectElement ||
          each instanceof HTMLTextAreaElement
        ) {
          return [...(each.labels ?? [])].map(({ textContent }) => textContent).join(' ');
        }
        if (each instanceof HTMLFieldSetElement)
          return each.querySelector('legend')?.textContent ?? '';
        if (each instanceof HTMLTableElement) return each.caption?.textContent ?? '';
        return each.textContent;
      };
      return {
        landmarks: all('body > header, body > main, body > footer').map((each) => each.localName),
        titles: all('h1').length,
        levels: all('h1, h2, h3').map((each) => Number(each.localName.slice(1))),
        twice: ids.filter((id, index) => ids.indexOf(id) !== index),
        unnamed: all(
          'section, nav, table, fieldset, button, summary, select, textarea, input:not([type=file]), [role]',
        )
          .filter((each) => !['status', 'alert'].includes(each.getAttribute('role') ?? ''))
          .filter((each) => nameOf(each).trim() === '')
          .map((each) => each.outerHTML.slice(0, 80)),
        dead: all('[aria-controls], [aria-labelledby], [aria-describedby], label[for]')
          .flatMap((each) =>
            ['aria-controls', 'aria-labelledby', 'aria-describedby', 'for'].flatMap(
              (name) => each.getAttribute(name) ?? [],
            ),
          )
          .filter((id) => document.getElementById(id) === null),
        language: document.documentElement.lang,
        live: document.querySelector('#status')?.getAttribute('role'),
        selected: all('[role=tab][aria-selected=true]').map(({ textContent }) => textContent),
      };
    });
    expect(found).toMatchObject({
      landmarks: ['header', 'main', 'footer'],
      titles: 1,
      twice: [],
      unnamed: [],
      dead: [],
      language: 'en',
      live: 'status',
      selected: ['Dockerfile'],
    });
  });

  test('reach and work everything by keys alone', async () => {
    const { page, complaints } = await open();
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        if (element === null) return { name: '', role: 'body', seen: false };
        // A radio button is shown by its label, the text area by its frame.
        const shown =
          element.matches('input[type=radio]') && element.nextElementSibling !== null
            ? getComputedStyle(element.nextElementSibling)
            : getComputedStyle(element);
        const frame = getComputedStyle(document.querySelector('#file') ?? element, '::after');
        return {
          name: element.getAttribute('aria-label') ?? (element.id || element.textContent.trim()),
          role: element.getAttribute('role') ?? element.localName,
          seen:
            element.id === 'text'
              ? frame.borderTopWidth === '2px' && frame.content !== 'none'
              : shown.outlineStyle !== 'none' && shown.outlineWidth !== '0px',
        };
      });
    const tabTo = async (
      wanted: (stop: Awaited<ReturnType<typeof focused>>) => boolean,
      key = 'Tab',
    ) => {
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press(key);
        const stop = await focused();
        expect(
          stop.role === 'body' || stop.seen ? '' : `${stop.role} ${stop.name} is not seen`,
        ).toBe('');
        if (wanted(stop)) return stop;
      }
      throw new Error('it is never reached');
    };
    await page.keyboard.press('Tab');
    expect(await focused()).toMatchObject({ name: 'Skip to the result', seen: true });
    await tabTo(({ name }) => name === 'text');
    await page.keyboard.type('FROM debian:12\nRUN apt-get update\nRUN apt-get install -y jq\n');
    await settled(page);
    expect(await page.textContent('#status')).toMatch(/^\d changes/);

    // Tab leaves the editor again. A switch is worked by the space bar.
    await tabTo(({ role, name }) => role === 'switch' && name.startsWith('slim-base'));
    await page.keyboard.press('Space');
    await settled(page);
    expect(await page.textContent('#status')).toMatch(/1 switched off$/);
    expect((await focused()).name).toBe('slim-base, line 1');
    await tabTo(({ name }) => name === 'line 1');
    await page.keyboard.press('Enter');
    expect((await focused()).name).toBe('text');

    // A file is added, edited, left by the arrow keys and removed.
    await tabTo(({ name }) => name === 'add-open', 'Shift+Tab');
    await page.keyboard.press('Enter');
    expect((await focused()).name).toBe('path');
    await page.keyboard.type('../no');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#path-problem')).toMatch(/leads out/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('notes.txt');
    await page.keyboard.press('Enter');
    expect((await focused()).name).toBe('text');
    await page.keyboard.type('abc');
    await tabTo(({ role }) => role === 'tab', 'Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    expect(await page.inputValue('#text')).toMatch(/^FROM debian:12/);
    await page.keyboard.press('End');
    expect(await page.inputValue('#text')).toBe('abc');
    await tabTo(({ name }) => name === 'remove');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('tab').allTextContents()).toEqual(['Dockerfile']);

    // How the change is shown is chosen by the arrow keys.
    await tabTo(({ role }) => role === 'input');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#diff table').getAttribute('class')).toContain('beside');
    // What scrolls can be scrolled.
    await tabTo(({ name }) => name === 'The change');
    expect(complaints).toEqual([]);
  });
});

describeInBrowser('hostile input', () => {
  const NASTY =
    '<img src=x onerror=alert(1)><script>alert(2)</script>"\'`${alert(3)}</textarea></script>';

  test('is shown as what it is', async () => {
    const { page, complaints } = await open();
    const text = `FROM debian:12\n# ${NASTY}\nRUN apt-get update\nRUN echo '${NASTY.replaceAll("'", '')}'\nLABEL a=b\n`;
    await paste(page, text);
    await addFiles(page, {
      ['__proto__']: NASTY,
      constructor: NASTY,
      toString: '{}',
      [NASTY.replaceAll('/', '_')]: 'a',
    });
    expect(await page.getByRole('tab').allTextContents()).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', NASTY.replaceAll('/', '_')]),
    );
    expect(await page.textContent('#note')).toMatch(/^4 files count/);
    for (const tab of await page.getByRole('tab').all()) await tab.click();
    await paste(page, NASTY);
    await page.getByRole('tab', { name: 'Dockerfile' }).click();
    await paste(page, `${NASTY}\n`);
    expect(await page.textContent('#problem')).toContain('<IMG');
    const made = await page.evaluate(() => ({
      images: document.images.length,
      scripts: document.scripts.length,
      polluted: 'text' in {},
    }));
    expect(made).toEqual({ images: 0, scripts: 3, polluted: false });
    expect(complaints).toEqual([]);
  });

  test('of a megabyte neither breaks nor stops the page', async () => {
    const { page, complaints } = await open();
    const line = `# ${'x'.repeat(97)}\n`;
    await paste(page, `FROM debian:12\n${line.repeat(10_000)}`);
    expect(await page.textContent('#status')).toBe('1 change');
    expect((await saved(page, 'Download Dockerfile as rewritten')).text).toBe(
      `FROM debian:12-slim\n${line.repeat(10_000)}`,
    );
    await paste(page, 'FROM debian:12\n');
    expect(await page.textContent('#status')).toBe('1 change');
    expect(complaints).toEqual([]);
  });

  test('that takes long gives way to what is typed next', async () => {
    const { page, complaints } = await open();
    await paste(page, PLAIN);
    const slow = `FROM debian:12\n${'RUN apt-get update && apt-get install -y curl\n'.repeat(800)}`;
    await page.evaluate((text) => {
      const area = document.querySelector<HTMLTextAreaElement>('#text');
      if (area === null) return;
      area.value = text;
      area.dispatchEvent(new InputEvent('input'));
    }, slow);
    await page.waitForFunction(
      () => document.querySelector('#status')?.textContent === 'Still planning …',
    );
    await paste(page, 'FROM debian:12\n');
    expect(await page.textContent('#status')).toBe('1 change');
    expect(complaints).toEqual([]);
  });

  test('finds a policy that lets nothing out', async () => {
    const { page, complaints } = await browser.openAt(
      'http://playground.invalid/',
      { viewport: DESK },
      playgroundHtml(),
    );
    expect(complaints).toEqual([]);
    const failures: string[] = [];
    page.on('requestfailed', (request) => failures.push(request.failure()?.errorText ?? ''));
    const tried = await page.evaluate(async () => {
      const blocked: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        blocked.push(effectiveDirective);
      });
      await fetch('http://elsewhere.invalid/').catch(() => undefined);
      const image = document.createElement('img');
      image.src = 'http://elsewhere.invalid/a.png';
      document.body.append(image);
      let isMarkup = true;
      try {
        document.body.insertAdjacentHTML('beforeend', '<b id="made"></b>');
      } catch {
        isMarkup = false;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { blocked, isMarkup };
    });
    expect(tried.blocked).toEqual(expect.arrayContaining(['connect-src', 'img-src']));
    expect(tried.isMarkup).toBe(false);
    expect([...new Set(failures)]).toEqual(['csp']);
  });
});

describeInBrowser('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dockopt-drop-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Drops what lies at paths of the disk, as a person does from a file manager. */
  async function drop({ page }: Opened, files: readonly string[]): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const where = { x: 400, y: 400 };
    const data = { items: [], files: [...files], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...where, data });
    }
    await page.waitForFunction(() => document.querySelector('#said')?.textContent !== '');
    await settled(page);
  }

  test('of a folder that is dropped or opened are its build context', async () => {
    const served = await browser.openAt(
      'http://playground.invalid/',
      { viewport: DESK },
      playgroundHtml(),
    );
    const files = exampleFiles('node-api');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'app', path)), { recursive: true });
      writeFileSync(join(folder, 'app', path), text);
    }
    writeFileSync(join(folder, 'app', 'logo.png'), Uint8Array.of(0x89, 0x50, 0, 0xff));
    await drop(served, [join(folder, 'app')]);
    const fromDisk = await open();
    await fromDisk.page.setInputFiles('#folder', join(folder, 'app'));
    await fromDisk.page.waitForFunction(() => document.querySelector('#said')?.textContent !== '');
    await settled(fromDisk.page);
    for (const { page, complaints } of [served, fromDisk])
      await checkFolder(page, files, complaints);
    const { page } = fromDisk;
    await drop(fromDisk, [join(folder, 'app')]);
    expect(await page.textContent('#said')).toMatch(/Open folder/);
    await page.getByRole('tab', { name: 'logo.png' }).click();
    expect(await page.textContent('#file-note')).toMatch(/^no text/);
  });

  async function checkFolder(
    page: Page,
    files: Readonly<Record<string, string>>,
    complaints: readonly string[],
  ): Promise<void> {
    expect(await page.getByRole('tab').allTextContents()).toEqual([
      'Dockerfile',
      ...Object.keys(files)
        .concat('logo.png')
        .filter((path) => path !== 'Dockerfile')
        .sort(),
    ]);
    sandbox.write({ ...files, 'logo.png': Uint8Array.of(0x89, 0x50, 0, 0xff) });
    expect(await patchOf(page)).toBe(sandbox.run(['fix', '--format', 'diff']).stdout);
    expect(complaints).toEqual([]);
  }

  test('that are dropped one by one are added, a Dockerfile by its name', async () => {
    const opened = await open();
    const { page } = opened;
    writeFileSync(join(folder, 'Dockerfile.dev'), PLAIN);
    writeFileSync(join(folder, 'package.json'), '{}');
    await drop(opened, [join(folder, 'package.json')]);
    expect(await page.textContent('#said')).toBe('Added package.json.');
    await drop(opened, [join(folder, 'Dockerfile.dev')]);
    await page.waitForFunction(
      () => document.querySelector('#said')?.textContent === 'Added Dockerfile.',
    );
    expect(await page.inputValue('#text')).toBe(PLAIN);
    expect(await page.getByRole('tab').allTextContents()).toEqual(['Dockerfile', 'package.json']);
  });

  test('that leave a source of COPY out are not taken for the build context', async () => {
    const { page } = await open();
    await paste(page, 'FROM debian:12\nCOPY missing.txt /\n');
    await addFiles(page, { 'other.txt': '' });
    expect(await page.textContent('#note')).toMatch(/^“missing\.txt” is copied and not here/);
  });
});
