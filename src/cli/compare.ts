import { resolve } from 'node:path';
import { compareImages } from '../comparison/compare-images.js';
import type { ImageContents } from '../comparison/image-contents.js';
import { readEngineImage } from '../image/read-engine-image.js';
import { readImage, type LayerCache } from '../image/read-image.js';
import { ensureImage } from '../image/images.js';
import type { Session } from '../image/session.js';
import { withSession } from '../image/with-session.js';
import { formatBytes, formatPercent } from '../report/bytes.js';
import type { ComparisonReport } from '../report/comparison/comparison-report.js';
import { visible } from '../report/file-report.js';
import { checkOutputFile, writeOutputFile } from '../workspace/output-file.js';
import type { CompareCommand } from './command.js';
import { compareRewriting } from './compare-rewriting.js';
import type { Compared, CompareEnvironment } from './compared.js';
import { engineFailure } from './engine-failure.js';
import { imageSource, type ImageSource } from './image-source.js';
import { problemOutcome, type Outcome } from './outcome.js';

/** Columns of a report that goes to no terminal, and of the narrowest and the widest one. */
const COLUMNS = { none: 100, least: 60, most: 160 };

/** Runs `dockopt compare`. */
export async function runCompare(
  command: CompareCommand,
  environment: CompareEnvironment,
): Promise<Outcome> {
  const { compared, output } = command;
  if (output !== undefined) {
    const problem = checkOutputFile(resolve(environment.workingDirectory, output), output);
    if (problem !== undefined) return problemOutcome(problem);
  }
  try {
    const result =
      compared.kind === 'images'
        ? await compareNamed(compared, command, environment)
        : await compareRewriting(compared.path, command, environment);
    if (result.kind === 'failed') return result.outcome;
    const shown = await show(result.report, command, environment);
    return output === undefined
      ? { exitCode: 0, standardOutput: shown, standardError: '' }
      : write(shown, output, result.report, environment);
  } catch (error) {
    return engineFailure(error);
  }
}

async function compareNamed(
  names: { readonly before: string; readonly after: string },
  { engine }: CompareCommand,
  environment: CompareEnvironment,
): Promise<Compared> {
  const { workingDirectory, today, tell } = environment;
  const { platform } = engine.build;
  const layers: LayerCache = new Map();
  const sources = [names.before, names.after].map((name) => ({
    name,
    source: imageSource(name, workingDirectory),
  }));
  const read = async (
    name: string,
    source: ImageSource,
    session?: Session,
  ): Promise<ImageContents> => {
    tell(`reading ${name}`);
    if (source.kind === 'file') return readImage(source.path, { name, platform, layers });
    if (session === undefined) throw new Error(`${name} is read without an engine`);
    await ensureImage(session, source.reference);
    return readEngineImage(session, source.reference, { name, platform, layers });
  };
  const both = async (session?: Session): Promise<ComparisonReport> => {
    const images: ImageContents[] = [];
    for (const { name, source } of sources) images.push(await read(name, source, session));
    const [before, after] = images;
    if (before === undefined || after === undefined) throw new Error('two images are compared');
    tell('comparing');
    return {
      comparison: compareImages(before, after),
      rewrite: undefined,
      engine:
        session === undefined ? undefined : `${session.engine.name} ${session.engine.version}`,
      date: today,
    };
  };
  const report = sources.some(({ source }) => source.kind === 'engine')
    ? await withSession(engine, both)
    : await both();
  return { kind: 'report', report };
}

/** The report in its format; each is loaded when it is needed. */
async function show(
  report: ComparisonReport,
  { format, output }: CompareCommand,
  { paint, columns }: CompareEnvironment,
): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../report/comparison/json.js')).formatJsonComparison(report);
    case 'markdown':
      return (await import('../report/comparison/markdown.js')).formatMarkdownComparison(report);
    case 'html':
      return (await import('../report/comparison/html.js')).formatHtmlComparison(report);
    case 'pretty': {
      const { formatPrettyComparison } = await import('../report/comparison/pretty.js');
      const given = output === undefined ? (columns ?? COLUMNS.none) : COLUMNS.none;
      const width = Math.min(Math.max(given, COLUMNS.least), COLUMNS.most);
      return formatPrettyComparison(report, { paint, width });
    }
  }
}

function write(
  shown: string,
  output: string,
  report: ComparisonReport,
  { workingDirectory }: CompareEnvironment,
): Outcome {
  const problem = writeOutputFile(resolve(workingDirectory, output), shown, output);
  if (problem !== undefined) return problemOutcome(problem);
  const { before, after } = report.comparison;
  const what = report.rewrite?.files[0]?.path ?? `${before.name} → ${after.name}`;
  const sizes = `${formatBytes(before.bytes)} → ${formatBytes(after.bytes)}`;
  const percent = formatPercent(after.bytes - before.bytes, before.bytes);
  const line = `${visible(what)}: ${sizes} (${percent}); the report is in ${visible(output)}\n`;
  return { exitCode: 0, standardOutput: line, standardError: '' };
}
