import { dirname, isAbsolute, resolve } from 'node:path';
import { TRANSFORMS } from '../core.js';
import {
  fileStatus,
  formatFailure,
  hasFinding,
  visible,
  type FailedFileReport,
  type FileReport,
  type PlannedFileReport,
} from '../report/file-report.js';
import { PLAIN, type Paint } from '../report/paint.js';
import { discover } from '../workspace/discover.js';
import { createContextFinder } from '../workspace/find-context.js';
import { gitRoot } from '../workspace/git.js';
import { checkOutputFile, writeOutputFile } from '../workspace/output-file.js';
import { formatProblem, type WorkspaceProblem } from '../workspace/problem.js';
import { readText } from '../workspace/read.js';
import { writeText } from '../workspace/write.js';
import { FAIL_ON, type FixCommand } from './command.js';
import { changedSources } from './changed-sources.js';
import { copySources } from '../context/copy-sources.js';
import {
  createFileSettings,
  NOTHING_RUNS,
  settled,
  type FileSettingsFinder,
} from './file-settings.js';
import { failure, problemOutcome, type Outcome } from './outcome.js';
import { failedReport, planFiles, type PlanEnvironment, type Source } from './plan-files.js';
import { showReports } from './show-reports.js';
import { readStandardInput } from './standard-input.js';
import { unknownTarget } from './unknown-target.js';
import { unknownTransform } from './unknown-transform.js';

/** Columns of a report that goes to a file. */
const OUTPUT_WIDTH = 100;

/** Where a command runs. */
export interface FixEnvironment {
  readonly workingDirectory: string;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
  readonly paint: Paint;
  /** Columns that a line of prose may take. */
  readonly width: number;
  /** Told what goes on, in a few words. */
  readonly tell: (what: string) => void;
}

/** What a run found and planned. */
interface Run {
  readonly reports: readonly FileReport[];
  /** The report about standard input; undefined where that is not read or failed. */
  readonly fromInput: PlannedFileReport | undefined;
  /** Paths of the files that were written. */
  readonly written: readonly string[];
  /** Lines that are no errors. */
  readonly notes: readonly string[];
}

/** Runs `dockopt fix` or `dockopt check`. */
export async function runFix(command: FixCommand, environment: FixEnvironment): Promise<Outcome> {
  const usage = unknownTransform([...(command.only ?? []), ...(command.skip ?? [])], TRANSFORMS);
  if (usage !== undefined) return failure(`dockopt: ${usage}`);
  const found = createContextFinder({
    workingDirectory: environment.workingDirectory,
    context: command.context,
    localSources: copySources,
  });
  if ('problem' in found) return failure(formatProblem(found.problem));
  for (const { path } of command.outputs) {
    const problem = checkOutputFile(resolve(environment.workingDirectory, path), path);
    if (problem !== undefined) return problemOutcome(problem);
  }
  const read = await readSources(command, environment.workingDirectory);
  if ('exitCode' in read) return read;
  const changed = await changedSources(read.disk.sources, command, found.finder, environment);
  if (changed.kind === 'failed') return failure(changed.line);
  const sources = { ...read, disk: { ...read.disk, sources: changed.sources } };
  const target =
    command.target === undefined
      ? undefined
      : unknownTarget(command.target, [...sources.input.sources, ...sources.disk.sources]);
  if (target?.kind === 'usage') return failure(`dockopt: ${target.message}`);
  const planned = await planVerified(command, sources, { ...environment, finder: found.finder });
  if ('exitCode' in planned) return planned;
  const notes = [...changed.notes, ...(target === undefined ? [] : [target.line])];
  const run = { ...planned, notes: [...notes, ...planned.notes] };
  const failures = run.reports.filter((report) => report.kind === 'failed');
  const unwritten = await writeOutputs(run, command, environment);
  const errors = [
    ...failures.map(formatFailure),
    ...unwritten.map((problem) => visible(formatProblem(problem))),
  ];
  const formats = [command.format, ...command.outputs.map(({ format }) => format)];
  const outside = formats.includes('diff') ? run.reports.flatMap(noteOutside) : [];
  return {
    exitCode: errors.length > 0 ? 2 : isToFail(run, command) ? 1 : 0,
    standardOutput: await show(run, command, environment),
    standardError: [...run.notes, ...outside, ...errors].map((line) => `${line}\n`).join(''),
  };
}

/** A patch can name a file outside of the working directory, but the programs that apply it refuse that. */
function noteOutside(report: FileReport): readonly string[] {
  const isOutside = report.path.startsWith('../') || isAbsolute(report.path);
  if (!isOutside || fileStatus(report) !== 'changed') return [];
  return [
    `${visible(report.path)}: git apply and patch take no file outside of the working directory; run dockopt in a folder above it`,
  ];
}

function isToFail(run: Run, command: FixCommand): boolean {
  const { check, failOn } = command;
  if (check && changesBytes(run, command)) return true;
  const kinds = failOn === undefined ? [] : FAIL_ON.slice(0, FAIL_ON.indexOf(failOn) + 1);
  return hasFinding(run.reports, kinds);
}

function changesBytes({ reports, fromInput, written }: Run, command: FixCommand): boolean {
  if (!command.write) return reports.some((report) => fileStatus(report) === 'changed');
  return written.length > 0 || (fromInput !== undefined && fileStatus(fromInput) === 'changed');
}

/** All that a run reads. */
interface Sources {
  readonly input: ReadFiles;
  readonly disk: ReadFiles;
  readonly emptyDirectories: readonly string[];
}

/** Reads what is to be planned; an outcome where a configuration is wrong, because then nothing may be written. */
async function readSources(
  command: FixCommand,
  workingDirectory: string,
): Promise<Sources | Outcome> {
  const { files, problems, emptyDirectories } = discover(
    command.paths.filter((path) => path !== '-'),
    workingDirectory,
  );
  const settingsOf = createFileSettings(command, workingDirectory);
  const input = command.paths.includes('-')
    ? await readInput(command, settingsOf)
    : { sources: [], failed: [], notes: [] };
  if ('exitCode' in input) return input;
  const disk = await readFiles(files, command, workingDirectory, settingsOf);
  if ('exitCode' in disk) return disk;
  return {
    input,
    disk: { ...disk, failed: [...problems.map(failedReport), ...disk.failed] },
    emptyDirectories,
  };
}

/** Plans and writes, with a session of an engine where the plans are to be verified. */
async function planVerified(
  command: FixCommand,
  sources: Sources,
  environment: PlanEnvironment & Pick<FixEnvironment, 'tell'>,
): Promise<Run | Outcome> {
  const { verify } = command;
  if (verify === undefined) return planAndWrite(command, sources, environment);
  // What builds is loaded when something is built.
  const { withSession } = await import('../image/with-session.js');
  const { createVerifyingPlanner } = await import('./verified-plan.js');
  const { engineFailure } = await import('./engine-failure.js');
  try {
    return await withSession(verify.engine, (session) => {
      const verifying = createVerifyingPlanner(session, verify, environment.tell);
      return planAndWrite(command, sources, { ...environment, verifying });
    });
  } catch (error) {
    return engineFailure(error);
  }
}

async function planAndWrite(
  command: FixCommand,
  { input, disk, emptyDirectories }: Sources,
  environment: PlanEnvironment,
): Promise<Run> {
  const { workingDirectory } = environment;
  const failed = [...input.failed, ...disk.failed];
  const notes = [
    ...emptyDirectories.map(
      (path) =>
        `${visible(path)}: no Dockerfile in this folder or below; name the file if it has another name`,
    ),
    ...input.notes,
    ...disk.notes,
  ];
  if (!command.write) {
    const sources = [...input.sources, ...disk.sources];
    const planned = await planFiles(sources, environment);
    const [first] = input.sources.length > 0 ? planned : [];
    const fromInput = first?.kind === 'planned' ? first : undefined;
    return { reports: [...failed, ...planned], fromInput, written: [], notes };
  }
  // What standard input asks for is printed and never written, so no other file may count on it.
  const [fromInput, ...beside] = await planFiles(input.sources, environment);
  const planned = await planFiles(disk.sources, environment);
  const results = planned.map((report) => writeReport(report, workingDirectory));
  const created = results.flatMap((report) => noteCreated(report, workingDirectory));
  return {
    reports: [...failed, ...(fromInput === undefined ? [] : [fromInput]), ...results],
    fromInput: fromInput?.kind === 'planned' ? fromInput : undefined,
    written: results.filter((report) => fileStatus(report) === 'changed').map(({ path }) => path),
    notes: [
      ...notes,
      ...created,
      ...beside.flatMap((report) =>
        fileStatus(report) === 'changed'
          ? [
              `${visible(report.path)}: would change too and was not written; run dockopt fix --write on the file itself`,
            ]
          : [],
      ),
    ],
  };
}

/** Files that were read, and what is to be said about the others. */
interface ReadFiles {
  readonly sources: readonly Source[];
  readonly failed: readonly FailedFileReport[];
  /** Lines that are no errors. */
  readonly notes: readonly string[];
}

async function readInput(
  command: FixCommand,
  settingsOf: FileSettingsFinder,
): Promise<ReadFiles | Outcome> {
  const { stdinFilename: place, write } = command;
  const shownPath = place ?? '-';
  const found = await settingsOf(place);
  if (found.kind === 'wrong') return failure(found.lines.join('\n'));
  const read = await readStandardInput(shownPath);
  if ('problem' in read) return { sources: [], failed: [failedReport(read.problem)], notes: [] };
  const { text } = read;
  if (found.kind === 'ignored') {
    // With --write standard output is the file, so it has to be there, as it is.
    const settings = NOTHING_RUNS;
    const sources = write ? [{ shownPath, place, text, settings }] : [];
    return { sources, failed: [], notes: [leftAlone(shownPath, found.by)] };
  }
  const { source, note } = settled({ shownPath, place, text, settings: found.settings }, command);
  return { sources: [source], failed: [], notes: note === undefined ? [] : [note] };
}

async function readFiles(
  paths: readonly string[],
  command: FixCommand,
  workingDirectory: string,
  settingsOf: FileSettingsFinder,
): Promise<ReadFiles | Outcome> {
  const named = new Set(command.paths.map((path) => resolve(workingDirectory, path)));
  const sources: Source[] = [];
  const failed: FailedFileReport[] = [];
  const notes: string[] = [];
  for (const path of paths) {
    const found = await settingsOf(path);
    if (found.kind === 'wrong') return failure(found.lines.join('\n'));
    if (found.kind === 'ignored') {
      // Of a folder it is what was asked for; a file that was named may be a mistake.
      if (named.has(resolve(workingDirectory, path))) notes.push(leftAlone(path, found.by));
      continue;
    }
    const read = readText(resolve(workingDirectory, path), path);
    if ('problem' in read) failed.push(failedReport(read.problem));
    else {
      const { settings } = found;
      const { source, note } = settled(
        { shownPath: path, place: path, text: read.text, settings },
        command,
      );
      sources.push(source);
      if (note !== undefined) notes.push(note);
    }
  }
  return { sources, failed, notes };
}

function leftAlone(path: string, by: string): string {
  return `${visible(path)}: left alone, as ${visible(by)} says`;
}

/** A commit takes what git knows, and of a file that is new it knows nothing. */
function noteCreated(report: FileReport, workingDirectory: string): readonly string[] {
  if (report.kind === 'failed' || !report.isNew || fileStatus(report) !== 'changed') return [];
  if (gitRoot(dirname(resolve(workingDirectory, report.path))) === undefined) return [];
  const path = visible(report.path);
  return [`${path}: this file is new, add it to the commit: git add ${shellWord(path)}`];
}

/** A path as a person can paste it. */
function shellWord(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function writeReport(report: FileReport, workingDirectory: string): FileReport {
  if (report.kind === 'failed' || report.before === report.after) return report;
  const { path, before, after, isNew } = report;
  const expected = isNew ? undefined : before;
  const result = writeText(resolve(workingDirectory, path), after, expected, path);
  return result.kind === 'refused' ? { ...failedReport(result.problem), text: before } : report;
}

/** What goes to standard output. */
async function show(run: Run, command: FixCommand, environment: FixEnvironment): Promise<string> {
  if (command.write && command.paths.includes('-')) return run.fromInput?.after ?? '';
  return showReports(run.reports, command.format, { ...environment, written: command.write });
}

/** Writes the reports that go to files; they have no colours. */
async function writeOutputs(
  { reports }: Run,
  { outputs, write }: FixCommand,
  { workingDirectory }: FixEnvironment,
): Promise<readonly WorkspaceProblem[]> {
  const problems: WorkspaceProblem[] = [];
  for (const { format, path } of outputs) {
    const options = { paint: PLAIN, width: OUTPUT_WIDTH, written: write };
    const shown = await showReports(reports, format, options);
    const problem = writeOutputFile(resolve(workingDirectory, path), shown, path);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}
