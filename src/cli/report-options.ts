import type { Argv } from 'yargs';
import {
  FAIL_ON,
  REPORT_FORMATS,
  type FixCommand,
  type OutputFormat,
  type ReportFile,
  type ReportFormat,
} from './command.js';
import { many, once, text, UsageError } from './option-values.js';

/** Formats by the ending of the file that they are written to. */
const ENDINGS: readonly (readonly [RegExp, ReportFormat])[] = [
  [/\.sarif(?:\.json)?$/i, 'sarif'],
  [/\.json$/i, 'json'],
  [/\.(?:md|markdown)$/i, 'markdown'],
  [/\.xml$/i, 'junit'],
  [/\.(?:diff|patch)$/i, 'diff'],
];

/** The names of the options that {@link reportOptions} adds. */
export const REPORT_OPTIONS = ['format', 'output', 'fail-on', 'changed-since'] as const;

/** Adds the options that say how a run is reported, which files it is about and how it ends. */
export function reportOptions<Options>(builder: Argv<Options>, shown: OutputFormat) {
  return builder
    .option('format', {
      choices: REPORT_FORMATS,
      requiresArg: true,
      describe: `How the plan is shown [${shown === 'lines' ? 'one line a file' : shown}]`,
    })
    .option('output', {
      type: 'string',
      array: true,
      // It takes one word, so that a path may follow it.
      nargs: 1,
      describe: 'Write the report to this file: FILE, or FORMAT=FILE; many times',
    })
    .option('fail-on', {
      choices: FAIL_ON,
      requiresArg: true,
      describe: 'Exit 1 when there is a finding of this kind or a surer one',
    })
    .option('changed-since', {
      type: 'string',
      requiresArg: true,
      describe: 'Only Dockerfiles that are changed since this revision of git',
    });
}

type ReportArguments = Awaited<ReturnType<typeof reportOptions>['argv']>;

/**
 * What {@link reportOptions} says.
 * @param shown what goes to standard output where nothing else is asked for
 * @throws UsageError where a value is none
 */
export function readReportOptions(
  parsed: ReportArguments,
  shown: OutputFormat,
): Pick<FixCommand, 'format' | 'outputs' | 'failOn' | 'changedSince'> {
  const format = once('format', parsed.format);
  const outputs = many('output', parsed.output).map((word) => readOutput(word, format));
  const twice = outputs.find(({ path }, index) =>
    outputs.slice(0, index).some((other) => other.path === path),
  );
  if (twice !== undefined) {
    throw new UsageError(`--output names ${twice.path} twice, name another file`);
  }
  return {
    // The report is in the files then, and a line for each file is left to be said.
    format: outputs.length > 0 ? 'lines' : (format ?? shown),
    outputs,
    failOn: once('fail-on', parsed['fail-on']),
    changedSince: text('changed-since', parsed['changed-since']),
  };
}

function readOutput(word: string, format: ReportFormat | undefined): ReportFile {
  const named = REPORT_FORMATS.find((each) => word.startsWith(`${each}=`));
  const path = named === undefined ? word : word.slice(named.length + 1);
  if (path === '') throw new UsageError('--output is empty, give it a value');
  const ending = ENDINGS.find(([pattern]) => pattern.test(path))?.[1];
  return { path, format: named ?? format ?? ending ?? 'pretty' };
}
