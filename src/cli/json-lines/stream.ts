import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { TRANSFORMS } from '../../core.js';
import { fileStatus } from '../../report/file-report.js';
import { formatLineProblem, formatResultLine } from '../../report/json-lines.js';
import type { FixCommand } from '../command.js';
import { givenSettings, type FileSettings } from '../file-settings.js';
import { failure, type Outcome } from '../outcome.js';
import { unknownTransform } from '../unknown-transform.js';
import { inputLines, type InputLine } from './input-lines.js';
import { readJob } from './job.js';
import { planJob } from './plan-job.js';

/** What a stream of lines is read from and written to. */
export interface LineStreams {
  readonly input: AsyncIterable<string | Uint8Array>;
  readonly output: Writable;
  /** Where a trace goes that is none of the sender's. */
  readonly errors: Writable;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What became of a line. */
interface Answer {
  /** The result line, with its line end. */
  readonly text: string;
  readonly status: 'changed' | 'unchanged' | 'error';
}

/**
 * Runs `dockopt fix --format jsonl -`: one result line for each line, in order, each written before the next is planned. A line that
 * is wrong gets a result line of its own, and the next one is read. The outcome tells at the end.
 * @param plan plans one job; a test gives one that fails
 */
export async function streamJsonLines(
  command: FixCommand,
  streams: LineStreams,
  plan: typeof planJob = planJob,
): Promise<Outcome> {
  const usage = unknownTransform([...(command.only ?? []), ...(command.skip ?? [])], TRANSFORMS);
  if (usage !== undefined) return failure(`dockopt: ${usage}`);
  if (command.configuration.kind === 'file') {
    return failure(
      'dockopt: --config is not read for lines of JSON, which come from many places; give its choices as options',
    );
  }
  const settings = givenSettings(command);
  const counts = { lines: 0, changed: 0, unchanged: 0, error: 0 };
  for await (const line of inputLines(streams.input)) {
    counts.lines += 1;
    const { text, status } = await answer(line, counts.lines, settings, streams, plan);
    counts[status] += 1;
    if (!streams.output.write(text)) await once(streams.output, 'drain');
  }
  const { lines, changed, error } = counts;
  return {
    exitCode: error > 0 ? 2 : command.check && changed > 0 ? 1 : 0,
    standardOutput: '',
    standardError:
      error === 0
        ? ''
        : `dockopt: ${error} of ${lines} lines failed, see the results with the status error\n`,
  };
}

async function answer(
  line: InputLine,
  number: number,
  settings: FileSettings,
  { errors, today }: LineStreams,
  plan: typeof planJob,
): Promise<Answer> {
  const read = readJob(line);
  if ('problem' in read) {
    return { status: 'error', text: formatLineProblem({ ...read.problem, line: number }) };
  }
  const { id, path } = read.job;
  try {
    const { dockerfile: report, dockerignore } = await plan(read.job, settings, today);
    const changes = [report, ...(dockerignore === undefined ? [] : [dockerignore])].map(fileStatus);
    return {
      status:
        report.kind === 'failed' ? 'error' : changes.includes('changed') ? 'changed' : 'unchanged',
      text: formatResultLine({ id, report, dockerignore }),
    };
  } catch (error) {
    // One line of thousands must not end the stream: the trace is printed, and the status at the end is 2.
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    errors.write(
      `dockopt: line ${number}: this is a bug of dockopt, please report it.\n${trace}\n`,
    );
    const message = 'this is a bug of dockopt, please report it with the Dockerfile';
    return { status: 'error', text: formatLineProblem({ id, line: undefined, path, message }) };
  }
}
