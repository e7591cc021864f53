import { format, resolveConfig } from 'prettier';
import type { HazardResult } from './hazard-case.js';

const NEAR =
  'The base images are stand-ins made of Debian’s packages (Debian 12), so sizes are near those of the official images, not equal to them.';

/**
 * The results of `hazards/` as a Markdown document.
 * @param results in the order in which they are shown
 * @param date of the run: `YYYY-MM-DD`
 * @param path where the document is to be kept, for whose format the project has settings
 */
export async function hazardDocument(
  results: readonly HazardResult[],
  date: string,
  path: string,
): Promise<string> {
  const failed = results.filter(({ outcome }) => outcome.startsWith('FAILED')).length;
  const text = `# Hazards, built

Written by \`npm run test:e2e:full\` on ${date}: ${results.length} cases of \`__tests__/e2e/hazards\`, ${failed} failed.

Each case is built as it is and as dockopt rewrites it, both images run, and answer the same. A naive rewriting is what a
careless tool would write; it was built, too, and failed with the words of the last column. What each id means:
[hazards.md](hazards.md). ${NEAR}

| hazard | case | what dockopt did | before, MiB | after, MiB | result | a naive rewriting |
| --- | --- | --- | ---: | ---: | --- | --- |
${results.map(hazardRow).join('')}`;
  return formatted(text, path);
}

/**
 * The results of `apps/` as a Markdown document.
 * @param results in the order in which they are shown
 * @param date of the run: `YYYY-MM-DD`
 * @param path where the document is to be kept
 */
export function appDocument(
  results: readonly HazardResult[],
  date: string,
  path: string,
): Promise<string> {
  const failed = results.filter(({ outcome }) => outcome.startsWith('FAILED')).length;
  const text = `# Programs on a full image, built

Written by \`npm run test:e2e:full\` on ${date}: ${results.length} programs of \`__tests__/e2e/apps\`, ${failed} failed.

Each is built as it is and with the base that \`slim-base\` gives it, both images run, and answer the same; where the pass
refuses, the reason is the one shown, and what a swap of the base alone failed with stands in the last column. ${NEAR}

| program | what dockopt did | before, MiB | after, MiB | result | the slim base alone |
| --- | --- | ---: | ---: | --- | --- |
${results.map(appRow).join('')}`;
  return formatted(text, path);
}

/**
 * The results of `splits/` as a Markdown document.
 * @param results in the order in which they are shown
 * @param date of the run: `YYYY-MM-DD`
 * @param path where the document is to be kept
 */
export function splitDocument(
  results: readonly HazardResult[],
  date: string,
  path: string,
): Promise<string> {
  const failed = results.filter(({ outcome }) => outcome.startsWith('FAILED')).length;
  const text = `# Builds split in two, built

Written by \`npm run test:e2e:full\` on ${date}: ${results.length} programs of \`__tests__/e2e/splits\`, ${failed} failed.

Each is a file of one stage, or of several where its name begins with \`later-\`. It is built as it is and as \`builder-stage\` rewrites it, both images run, and answer the same; where
the pass refuses, the reason is the one shown. ${NEAR}

| program | what dockopt did | before, MiB | after, MiB | saved, % | verdict |
| --- | --- | ---: | ---: | ---: | --- |
${results.map(splitRow).join('')}`;
  return formatted(text, path);
}

async function formatted(text: string, path: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), parser: 'markdown' });
}

function hazardRow(result: HazardResult): string {
  return row([
    result.hazard,
    `[${result.name.slice(result.hazard.length + 1)}](../__tests__/e2e/hazards/${result.name})`,
    ...measured(result),
  ]);
}

function appRow(result: HazardResult): string {
  return row([`[${result.name}](../__tests__/e2e/apps/${result.name})`, ...measured(result)]);
}

function splitRow(result: HazardResult): string {
  const { name, before, after, outcome } = result;
  const saved =
    before === undefined || after === undefined
      ? '—'
      : (((before - after) / before) * 100).toFixed(1);
  return row([
    `[${name}](../__tests__/e2e/splits/${name})`,
    action(result),
    mebibytes(before),
    mebibytes(after),
    saved,
    outcome,
  ]);
}

function measured(result: HazardResult): readonly string[] {
  return [
    action(result),
    mebibytes(result.before),
    mebibytes(result.after),
    result.outcome,
    result.naive === undefined ? '—' : `\`${result.naive.replaceAll('|', '\\|')}\``,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function action({ applied, refused, unsafe }: HazardResult): string {
  const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
  const parts = [
    ...(applied.length === 0 ? [] : [`rewrote by ${code(applied)}${unsafe ? ' (unsafe)' : ''}`]),
    ...(refused.length === 0 ? [] : [`refused ${code(refused)}`]),
  ];
  return parts.length === 0 ? 'makes no such edit' : parts.join('; ');
}

function mebibytes(bytes: number | undefined): string {
  return bytes === undefined ? '—' : (bytes / 1024 / 1024).toFixed(1);
}
