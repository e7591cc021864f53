import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** The page that `npm run site` wrote. */
export const PLAYGROUND = new URL('../../site/index.html', import.meta.url).href;

/** Its text. */
export const playgroundHtml = (): string => readFileSync(fileURLToPath(PLAYGROUND), 'utf8');

/** Waits until the page has answered what it was asked. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.body.dataset['state'] !== 'planning');
}

/** Puts a text into the editor as a paste does. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const area = document.querySelector<HTMLTextAreaElement>('#text');
    if (area === null) throw new Error('no editor');
    area.focus();
    area.select();
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const options = { clipboardData: data, bubbles: true, cancelable: true };
    // What the browser does itself with a paste that nobody handles.
    if (area.dispatchEvent(new ClipboardEvent('paste', options))) {
      area.setRangeText(pasted, area.selectionStart, area.selectionEnd, 'end');
      area.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
    }
  }, text);
  await settled(page);
}

/** Chooses an example. */
export async function choose(page: Page, example: string): Promise<void> {
  await page.selectOption('#example', example);
  await settled(page);
}

/** Adds files as a person who opens them does. */
export async function addFiles(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  await page.setInputFiles(
    '#files',
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    })),
  );
  await page.waitForFunction(() => document.querySelector('#said')?.textContent !== '');
  await settled(page);
}

/** What a button saves, and under which name. */
export async function saved(
  page: Page,
  name: string,
): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return {
    name: download.suggestedFilename(),
    text: readFileSync(await download.path(), 'utf8'),
  };
}

/** The change as a patch; empty where nothing changes. */
export async function patchOf(page: Page): Promise<string> {
  const isNone = await page.isDisabled('#save-diff');
  return isNone ? '' : (await saved(page, 'Save patch')).text;
}

/** The lines of the diff as they are shown, marks first, without the headings of files. */
export async function shownDiff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('#diff tbody tr')].map((row) => {
      const mark = row.querySelector('.mark')?.textContent.replace('−', '-') ?? '';
      const line = row.querySelector('.line') ?? row;
      return mark + line.textContent;
    }),
  );
}

/** The switches of the changes, by name, and whether they are on. */
export async function switches(page: Page): Promise<readonly (readonly [string, boolean])[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('#findings input[role=switch]')].map(
      (each) => [each.getAttribute('aria-label') ?? '', each.checked] as const,
    ),
  );
}
