import type { BuildContext } from './build-context.js';
import { expandSource } from './copy-source.js';
import { programsOf } from './source-calls.js';

/** A program that a source file of the project starts. */
export interface StartedProgram {
  readonly name: string;
  /** Path of the source file in the context. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The source is a test, which an image may hold and nothing runs. */
  readonly isTest: boolean;
}

/** A place in a file of the context. */
export interface SourcePlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** A shell command that a file of the project has run. */
export interface StartedCommand {
  readonly text: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** What the sources of a project start, as far as it can be read off them. */
export interface StartedPrograms {
  readonly programs: readonly StartedProgram[];
  /** Where programs are started whose names are put together when they run; tests are left out. */
  readonly computed: readonly SourcePlace[];
  /** Shell commands that files for cron, supervisord and Procfile runners name, and scripts that sources start. */
  readonly commands: readonly StartedCommand[];
  /** Python files that import tkinter or turtle. */
  readonly windows: readonly SourcePlace[];
  /** Python files that compile others when they import them, by pyximport of Cython; tests are left out. */
  readonly compiling: readonly SourcePlace[];
  /** Where sources name the Python of the official images by its path; tests are left out. */
  readonly basePython: readonly SourcePlace[];
}

const SOURCE = /\.(?:py|[cm]?[jt]sx?|rake|rb|rs|ru|pl|php)$/;
/** Folders that hold other people's code: what that needs is known by the names of its packages. */
const FOREIGN = /^(?:node_modules|\.git|\.venv|venv|vendor|dist|build|__pycache__)$/;
const TEST =
  /(?:^|\/)(?:tests?|__tests__|e2e|spec|docs?)\/|(?:^|\/)(?:test_|conftest)|[._](?:test|spec)\.\w+$/;
/** Files of cron, supervisord and Procfile runners. */
const SCHEDULE =
  /(?:^|\/)(?:[\w.-]*cron[\w.-]*|[\w.-]*supervisor[\w.-]*|Procfile(?:\.\w+)?)$|(?:^|\/)(?:cron[\w.-]*|supervisor[\w.-]*)\/[\w.-]+$/;
const WINDOWS = /^\s*(?:import|from)\s+(?:tkinter|turtle)\b/m;
/** @see https://cython.readthedocs.io/en/latest/src/userguide/source_files_and_compilation.html#compiling-with-pyximport */
const COMPILING = /^\s*(?:import|from)\s+pyximport\b/m;
const BASE_PYTHON = /["']\/usr\/local\/bin\/(?:python|pip)[\d.]*["' ]/;
const FILE_LIMIT = 2000;

/** The programs that copied source files start. Names that are kept in a variable of the same file are found there. */
export function startedPrograms(context: BuildContext, paths: readonly string[]): StartedPrograms {
  const programs: StartedProgram[] = [];
  const computed: SourcePlace[] = [];
  const commands: StartedCommand[] = [];
  const windows: SourcePlace[] = [];
  const compiling: SourcePlace[] = [];
  const basePython: SourcePlace[] = [];
  const pending = paths.flatMap((path) => (path === '' ? [''] : expandSource(context, path)));
  const seen = new Set<string>();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (seen.has(path) || seen.size > FILE_LIMIT) continue;
    seen.add(path);
    const entry = context.entry(path);
    if (entry?.kind === 'directory') {
      for (const { name, kind } of context.list(path)) {
        if (kind !== 'other' && !FOREIGN.test(name))
          pending.push(path === '' ? name : `${path}/${name}`);
      }
    } else if (SOURCE.test(path)) {
      const text = context.read(path) ?? '';
      const { calls, computedLine } = programsOf(path, text);
      const isTest = TEST.test(path);
      for (const { name, isScript, line } of calls) {
        if (!isScript) programs.push({ name, path, line, isTest });
        else if (!isTest) commands.push({ text: name, path, line });
      }
      if (computedLine !== undefined && !isTest) computed.push({ path, line: computedLine });
      const window = path.endsWith('.py') ? WINDOWS.exec(text) : null;
      if (window !== null) windows.push({ path, line: lineAt(text, window.index) });
      const compiles = path.endsWith('.py') && !isTest ? COMPILING.exec(text) : null;
      if (compiles !== null) compiling.push({ path, line: lineAt(text, compiles.index) });
      const base = isTest ? null : BASE_PYTHON.exec(text);
      if (base !== null) basePython.push({ path, line: lineAt(text, base.index) });
    } else if (SCHEDULE.test(path)) {
      const text = context.read(path) ?? '';
      commands.push(...scheduledCommands(text).map((command) => ({ ...command, path })));
    }
  }
  return { programs, computed, commands, windows, compiling, basePython };
}

/**
 * The commands of a crontab, with and without the user that stands before them in /etc/cron.d, of supervisord's programs, and of a
 * Procfile.
 */
function scheduledCommands(text: string): readonly Omit<StartedCommand, 'path'>[] {
  return text.split(/\r?\n/).flatMap((row, index) => {
    const line = index + 1;
    const configured =
      /^\s*command\s*=\s*(\S.*)$/.exec(row)?.[1] ?? /^[a-z][\w-]*:\s+(\S.*)$/.exec(row)?.[1];
    if (configured !== undefined) return [{ text: configured, line }];
    const scheduled = /^\s*(?:@\w+|(?:[\d*/,A-Za-z-]+\s+){4}[\d*/,A-Za-z-]+)\s+(\S.*)$/.exec(
      row,
    )?.[1];
    if (scheduled === undefined) return [];
    const afterUser = /^[a-z_][\w-]*\s+(\S.*)$/.exec(scheduled)?.[1];
    return [scheduled, ...(afterUser === undefined ? [] : [afterUser])].map((one) => ({
      text: one,
      line,
    }));
  });
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
