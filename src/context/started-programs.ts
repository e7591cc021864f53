import type { BuildContext } from './build-context.js';
import { expandSource } from './copy-source.js';

/** A program that a source file of the project starts. */
export interface StartedProgram {
  readonly name: string;
  /** Path of the source file in the context. */
  readonly path: string;
}

/** A shell command that a file of the project has run. */
export interface StartedCommand {
  readonly text: string;
  readonly path: string;
}

/** What the sources of a project start, as far as it can be read off them. */
export interface StartedPrograms {
  readonly programs: readonly StartedProgram[];
  /** Files that start programs whose names are put together when they run; tests are left out. */
  readonly computed: readonly string[];
  /** Shell commands that files for cron, supervisord and Procfile runners name. */
  readonly commands: readonly StartedCommand[];
  /** Python files that import tkinter or turtle. */
  readonly windows: readonly string[];
}

const SOURCE = /\.(?:py|[cm]?[jt]sx?|rb|pl|php)$/;
/** Folders that hold other people's code: what that needs is known by the names of its packages. */
const FOREIGN = /^(?:node_modules|\.git|\.venv|venv|vendor|dist|build|__pycache__)$/;
const TEST =
  /(?:^|\/)(?:tests?|__tests__|e2e|spec|docs?)\/|(?:^|\/)(?:test_|conftest)|[._](?:test|spec)\.\w+$/;
/** Files of cron, supervisord and Procfile runners. */
const SCHEDULE =
  /(?:^|\/)(?:[\w.-]*cron[\w.-]*|[\w.-]*supervisor[\w.-]*|Procfile(?:\.\w+)?)$|(?:^|\/)(?:cron[\w.-]*|supervisor[\w.-]*)\/[\w.-]+$/;
const WINDOWS = /^\s*(?:import|from)\s+(?:tkinter|turtle)\b/m;
const FILE_LIMIT = 2000;

/** Calls that start a program: subprocess, os and asyncio of Python. `exec(…)` alone runs Python's own code. */
const PYTHON_CALL =
  /\b(?:subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|os\.(?:system|popen|exec[lv]\w*)|Popen|check_output|check_call|getoutput|shutil\.which|create_subprocess_(?:exec|shell))\s*\(/g;
/** The same where the names are imported without their module. */
const PYTHON_IMPORTED_CALL = /(?<![.\w])(?:run|call)\s*\(/g;
/** Calls of Node's child_process and of the packages around it; `exec` of a regular expression looks alike. */
const NODE_CALL =
  /\b(?:execFileSync|execFile|execSync|exec|spawnSync|spawn|execa(?:Sync|Command(?:Sync)?)?|which(?:\.sync)?)\s*\(/g;
const NODE_MODULES = /child_process|\bexeca\b|\bshelljs\b|\bcross-spawn\b/;
/** `const run = promisify(exec)` */
const PROMISED = /\b(\w+)\s*=\s*(?:util\.)?promisify\(\s*(?:\w+\.)?(?:exec|execFile|spawn)\s*\)/g;
const OTHER_CALL =
  /\b(?:system|exec|spawn|popen|shell_exec|passthru|proc_open|capture[23e]+)\s*\(/g;

/** The first argument of a call that is written out: in a list, as a string of any kind, with or without a folder. */
const WRITTEN =
  /^\s*(?:args\s*=\s*)?(?:shlex\.split\(\s*)?\[?\s*[fbr]{0,2}(["'`])\/?(?:[\w.+-]+\/)*([a-z][\w.+-]*)(?=[\s"'`])/;
/** A path of the project, or the interpreter that runs the source. */
const OWN =
  /^\s*(?:args\s*=\s*)?\[?\s*(?:[fbr]{0,2}["'`]\.{1,2}\/|sys\.executable\b|process\.(?:execPath|argv)\b|__filename\b|\))/;
const NAMED = /^\s*(?:args\s*=\s*)?(?:shlex\.split\(\s*)?\[?\s*([A-Za-z_]\w*)\s*[,)\].+]/;

/** The programs that copied source files start. Names that are kept in a variable of the same file are found there. */
export function startedPrograms(context: BuildContext, paths: readonly string[]): StartedPrograms {
  const programs: StartedProgram[] = [];
  const computed: string[] = [];
  const commands: StartedCommand[] = [];
  const windows: string[] = [];
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
      const found = programsOf(path, text);
      programs.push(...found.names.map((name) => ({ name, path })));
      if (found.isComputed && !TEST.test(path)) computed.push(path);
      if (path.endsWith('.py') && WINDOWS.test(text)) windows.push(path);
    } else if (SCHEDULE.test(path)) {
      const text = context.read(path) ?? '';
      commands.push(...scheduledCommands(text).map((command) => ({ text: command, path })));
    }
  }
  return { programs, computed, commands, windows };
}

/**
 * The commands of a crontab, with and without the user that stands before them in /etc/cron.d, of supervisord's programs, and of a
 * Procfile.
 */
function scheduledCommands(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const configured =
      /^\s*command\s*=\s*(\S.*)$/.exec(line)?.[1] ?? /^[a-z][\w-]*:\s+(\S.*)$/.exec(line)?.[1];
    if (configured !== undefined) return [configured];
    const scheduled = /^\s*(?:@\w+|(?:[\d*/,A-Za-z-]+\s+){4}[\d*/,A-Za-z-]+)\s+(\S.*)$/.exec(
      line,
    )?.[1];
    if (scheduled === undefined) return [];
    const afterUser = /^[a-z_][\w-]*\s+(\S.*)$/.exec(scheduled)?.[1];
    return afterUser === undefined ? [scheduled] : [scheduled, afterUser];
  });
}

/** The programs that the text of one source file starts, and whether it starts some whose names can't be read off it. */
export function programsOf(
  path: string,
  text: string,
): { readonly names: readonly string[]; readonly isComputed: boolean } {
  const names: string[] = [];
  let isComputed = false;
  for (const call of callsOf(path, text)) {
    const rest = text.slice(call.index + call[0].length, call.index + call[0].length + 200);
    const written = WRITTEN.exec(rest)?.[2];
    if (written !== undefined) {
      names.push(written);
      continue;
    }
    if (OWN.test(rest)) continue;
    const variable = NAMED.exec(rest)?.[1];
    const kept = variable === undefined ? [] : namesIn(variable, text);
    names.push(...kept);
    // Looking for a program and not finding it is an ordinary answer.
    if (kept.length === 0 && !/which/.test(call[0])) isComputed = true;
  }
  return { names, isComputed };
}

function callsOf(path: string, text: string): readonly RegExpExecArray[] {
  if (path.endsWith('.py')) {
    const imported = /\bfrom\s+subprocess\s+import\b/.test(text);
    return [
      ...text.matchAll(PYTHON_CALL),
      ...(imported ? text.matchAll(PYTHON_IMPORTED_CALL) : []),
    ];
  }
  if (!/\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path)) {
    // Methods of these names belong to databases and test tools as well, so that only what is written out counts.
    return [...text.matchAll(OTHER_CALL)].filter(({ index, 0: call }) =>
      WRITTEN.test(text.slice(index + call.length, index + call.length + 200)),
    );
  }
  if (!NODE_MODULES.test(text)) return [];
  const promised = [...text.matchAll(PROMISED)].flatMap((match) => match[1] ?? []);
  const own = promised.flatMap((name) => [
    ...text.matchAll(new RegExp(`(?<![.\\w])${name}\\s*\\(`, 'g')),
  ]);
  const called = [...text.matchAll(NODE_CALL)].filter(({ index, 0: call }) => {
    const before = text.slice(Math.max(0, index - 40), index);
    if (/\bfunction\s+$/.test(before)) return false;
    // `pattern.exec(text)` and `query.exec()`: only the modules' own names stand before the dot.
    return (
      !/^exec\s*\(/.test(call) ||
      !/[.\])/]\s*$/.test(before) ||
      /\b(?:cp|proc|childProcess|child_process|shell|shelljs|require\(["'](?:node:)?child_process["']\))\.$/.test(
        before,
      )
    );
  });
  return [...called, ...own.filter(({ index }) => called.every((one) => one.index !== index))];
}

/** The programs that the values of a variable begin with. */
function namesIn(variable: string, text: string): readonly string[] {
  const assignment = new RegExp(`\\b${variable}\\s*(?::[^=\\n]+)?=\\s*(?=[\\["'\\x60fbr])`, 'g');
  return [...text.matchAll(assignment)].flatMap(
    ({ index, 0: start }) =>
      WRITTEN.exec(text.slice(index + start.length, index + start.length + 200))?.[2] ?? [],
  );
}
