import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { visible } from '../../src/report/file-report.js';
import type { ComparisonReport } from '../../src/report/comparison/comparison-report.js';
import { formatHtmlComparison } from '../../src/report/comparison/html.js';
import { leftBytes } from '../../src/report/comparison/left-bytes.js';
import { HOSTILE, IMAGES, NASTY, REWRITE, SAME } from '../report/compare/samples.js';
import { describeInBrowser, useBrowser } from './browser.js';
import { lowContrast } from './contrast.js';

const browser = useBrowser();

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

const REPORTS: readonly (readonly [string, ComparisonReport])[] = [
  ['two images', IMAGES],
  ['a rewriting', REWRITE],
  ['hostile images', HOSTILE],
  ['an image and itself', SAME],
];
const WAYS = [
  { viewport: DESK, colorScheme: 'light' },
  { viewport: DESK, colorScheme: 'dark' },
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
] as const;

const CASES = REPORTS.flatMap(([name, report]) =>
  WAYS.map((way) => [name, way.viewport.width, way.colorScheme, report, way] as const),
);

/** All that is hidden at first is shown. */
async function openDetails(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
}

describeInBrowser('the page', () => {
  test.each(CASES)('of %s at %d px, %s', async (_name, _width, _scheme, report, way) => {
    const { page, complaints } = await browser.open(formatHtmlComparison(report), way);
    for (const prepare of [() => Promise.resolve(), () => openDetails(page)]) {
      await prepare();
      const widths = await page.evaluate(() => ({
        page: document.documentElement.scrollWidth,
        window: window.innerWidth,
        // What is wider than its box may scroll in it, and not be cut.
        cut: [...document.querySelectorAll('main *')]
          .filter((each) => each instanceof HTMLElement && each.scrollWidth > each.clientWidth + 1)
          .filter((each) => getComputedStyle(each).display !== 'inline')
          .filter((each) => getComputedStyle(each).overflowX === 'hidden')
          .map((each) => each.outerHTML.slice(0, 80)),
      }));
      expect(widths).toEqual({ page: way.viewport.width, window: way.viewport.width, cut: [] });
    }
    expect(await page.evaluate(lowContrast)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test.each([DESK, PHONE])(
    'has a treemap that shows all that left, at $width px',
    async (viewport) => {
      const { page } = await browser.open(formatHtmlComparison(REWRITE), { viewport });
      const total = leftBytes(REWRITE.comparison)
        .flatMap(({ paths }) => paths)
        .reduce((sum, { bytes }) => sum + bytes, 0);
      const charts = await page.evaluate(() =>
        [...document.querySelectorAll('.treemap > svg')]
          .filter((chart) => chart.checkVisibility())
          .map((chart) => {
            const { width, height } = chart.getBoundingClientRect();
            const tiles = [...chart.querySelectorAll('g')].map((tile) => {
              const box = tile.querySelector('rect')?.getBoundingClientRect();
              return {
                bytes: Number(tile.dataset['bytes']),
                left: box?.left ?? 0,
                top: box?.top ?? 0,
                right: box?.right ?? 0,
                bottom: box?.bottom ?? 0,
              };
            });
            return { area: width * height, tiles };
          }),
      );
      expect(charts).toHaveLength(1);
      const [{ area, tiles } = { area: 0, tiles: [] }] = charts;
      expect(tiles.length).toBeGreaterThan(5);
      expect(tiles.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(total);
      const areas = tiles.map(({ left, top, right, bottom }) => (right - left) * (bottom - top));
      const covered = areas.reduce((sum, each) => sum + each, 0);
      expect(covered / area).toBeCloseTo(1, 2);
      for (const [index, { bytes }] of tiles.entries()) {
        expect((areas[index] ?? 0) / area).toBeCloseTo(bytes / total, 2);
      }
      const overlaps = tiles.flatMap((one, index) =>
        tiles
          .slice(index + 1)
          .filter(
            (other) =>
              Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.1 &&
              Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.1,
          ),
      );
      expect(overlaps).toEqual([]);
    },
  );

  test('changes its colours when asked to', async () => {
    const { page, complaints } = await browser.open(formatHtmlComparison(REWRITE), {
      viewport: DESK,
      colorScheme: 'light',
    });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.click('#theme');
    const dark = await paper();
    expect(dark).not.toBe(light);
    expect(await page.textContent('#theme')).toBe('Light colours');
    expect(await page.evaluate(lowContrast)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.click('#theme');
    expect(await paper()).toBe(light);
    expect(await page.textContent('#theme')).toBe('Dark colours');
    expect(await page.evaluate(lowContrast)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('is used by the keyboard', async () => {
    const { page } = await browser.open(formatHtmlComparison(REWRITE), { viewport: DESK });
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        const shown = element?.querySelector('rect') ?? element;
        const style = shown === null ? undefined : getComputedStyle(shown);
        return {
          name: element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '',
          role: element?.getAttribute('role') ?? element?.localName ?? '',
          seen:
            style !== undefined &&
            (shown === element
              ? style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
              : style.strokeWidth === '3px'),
        };
      });
    const stops = [];
    for (let count = 0; count < 60; count += 1) {
      await page.keyboard.press('Tab');
      const stop = await focused();
      if (stop.role === 'body') break;
      stops.push(stop);
    }
    expect(stops.map(({ name }) => name).slice(0, 3)).toEqual([
      'Skip to the report',
      'Dark colours',
      'What left the image',
    ]);
    expect(stops.filter(({ seen }) => !seen)).toEqual([]);
    // One stop for all tiles.
    expect(stops.filter(({ role }) => role === 'img')).toHaveLength(1);
    expect(stops.some(({ role }) => role === 'summary')).toBe(true);

    await page.focus('.treemap .wide g');
    const first = await focused();
    expect(first.name).toMatch(/^\/var\/cache\/apt\/pkgcache\.bin: 41\.0 MB, \d+\.\d %$/);
    expect(await page.textContent('#treemap-status')).toBe(first.name);
    await page.keyboard.press('ArrowRight');
    const second = await focused();
    expect(second.name).toMatch(/srcpkgcache/);
    expect(await page.textContent('#treemap-status')).toBe(second.name);
    await page.keyboard.press('Home');
    expect((await focused()).name).toBe(first.name);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.nextElementSibling)).toBeNull();
  });

  test('has its parts named for those who do not see them', async () => {
    const { page } = await browser.open(formatHtmlComparison(REWRITE), { viewport: DESK });
    const found = await page.evaluate(() => {
      const all = (selector: string) => [...document.querySelectorAll(selector)];
      const ids = all('[id]').map(({ id }) => id);
      return {
        landmarks: all('body > header, body > main, body > footer').map((each) => each.localName),
        titles: all('h1').length,
        levels: all('h1, h2, h3').map((each) => Number(each.localName.slice(1))),
        twice: ids.filter((id, index) => ids.indexOf(id) !== index),
        unnamed: all('section, nav, [role=region], [role=group], [role=img], [role=table]')
          .filter((each) => {
            const by = each.getAttribute('aria-labelledby');
            const name =
              by === null
                ? each.getAttribute('aria-label')
                : document.getElementById(by)?.textContent;
            return (name ?? '').trim() === '';
          })
          .map((each) => each.outerHTML.slice(0, 80)),
        dead: all('a[href^="#"]')
          .map((each) => each.getAttribute('href')?.slice(1) ?? '')
          .filter((id) => document.getElementById(id) === null),
      };
    });
    expect(found).toMatchObject({
      landmarks: ['header', 'main', 'footer'],
      titles: 1,
      twice: [],
      unnamed: [],
      dead: [],
    });
    expect(
      found.levels.filter((level, index) => level > (found.levels[index - 1] ?? 0) + 1),
    ).toEqual([]);
  });

  test('says everything without its script', async () => {
    const { page, complaints } = await browser.open(formatHtmlComparison(REWRITE), {
      viewport: DESK,
      javaScriptEnabled: false,
    });
    expect(await page.isVisible('#theme')).toBe(false);
    expect(await page.isVisible('#treemap-status')).toBe(false);
    const text = await page.innerText('main');
    for (const part of ['−64.2 %', '207,018,212 bytes', 'FROM debian:12-slim', '@babel/core']) {
      expect(text).toContain(part);
    }
    expect(complaints).toEqual([]);
  });

  test('prints on white, with everything open', async () => {
    const { page } = await browser.open(formatHtmlComparison(REWRITE), {
      viewport: DESK,
      colorScheme: 'dark',
    });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const shown = await page.evaluate(() => ({
      paper: getComputedStyle(document.body).backgroundColor,
      button: document.getElementById('theme')?.checkVisibility(),
    }));
    expect(shown).toEqual({ paper: 'rgb(255, 255, 255)', button: false });
    expect(await page.evaluate(lowContrast)).toEqual([]);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.evaluate(() => document.querySelectorAll('details:not([open])').length)).toBe(
      0,
    );
  });

  test('shows hostile names as they are', async () => {
    const { page, complaints } = await browser.open(formatHtmlComparison(HOSTILE), {
      viewport: DESK,
    });
    const { codes, scripts, pictures, title } = await page.evaluate(() => ({
      codes: [...document.querySelectorAll('code')].map((each) => each.textContent),
      scripts: document.scripts.length,
      pictures: document.images.length,
      title: document.title,
    }));
    for (const text of Object.values(NASTY)) {
      for (const prefix of ['', 'app/', '/tmp/', '/srv/', '/etc/']) {
        expect(codes).toContain(visible(`${prefix}${text}`));
      }
    }
    expect(title).toContain(NASTY.html);
    expect({ scripts, pictures }).toEqual({ scripts: 1, pictures: 0 });
    expect(complaints).toEqual([]);
  });
});
