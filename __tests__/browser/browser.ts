import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const CHROMIUM = env['DOCKOPT_CHROMIUM'] ?? '/usr/bin/chromium';
const ADDRESS = 'http://report.invalid/';
const ARGUMENTS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const isThere = existsSync(CHROMIUM);
if (!isThere && env['DOCKOPT_REQUIRE_ALL'] === '1') throw new Error(`there is no ${CHROMIUM}`);
if (!isThere) console.warn(`skipped: there is no ${CHROMIUM} (Debian's package chromium)`);

/** `describe` where there is a browser. */
export const describeInBrowser = isThere ? describe : describe.skip;

/** What a page did besides being shown. */
export interface Opened {
  readonly page: Page;
  /** Errors on its console, exceptions, dialogs and requests that it tried to make; each is one too many. */
  readonly complaints: readonly string[];
}

/** A browser for the tests of a file. */
export function useBrowser(): {
  open(html: string, options: BrowserContextOptions): Promise<Opened>;
  /** Opens a page by its address: a file, or one that is served as `html`. */
  openAt(url: string, options: BrowserContextOptions, html?: string): Promise<Opened>;
} {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (isThere) browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
  });
  const openAt = async (
    url: string,
    options: BrowserContextOptions,
    html?: string,
  ): Promise<Opened> => {
    if (browser === undefined) throw new Error('the browser is not open');
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const [address = ''] = url.split('#');
    // A blob is made by the page itself, and read from its own memory.
    context.on('request', (request) => {
      const asked = request.url();
      if (asked.split('#')[0] !== address && !asked.startsWith('blob:')) {
        complaints.push(`request: ${asked}`);
      }
    });
    await page.route('**/*', async (route) => {
      if (route.request().url().split('#')[0] !== address) await route.abort();
      else if (html === undefined) await route.continue();
      else await route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    });
    await page.goto(url);
    return { page, complaints };
  };
  return { openAt, open: (html, options) => openAt(ADDRESS, options, html) };
}
