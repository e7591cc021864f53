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

/** Calls of Ruby's Kernel, Process, IO, PTY and Open3; methods of these names on other objects are not meant. */
const RUBY_CALL =
  /(?<![.\w@$:])(?:(?:Kernel|Process|IO|PTY|Open3|Terrapin::CommandLine)(?:\.|::))?(?:system|exec|spawn|popen[23]?e?|capture[23]e?|pipeline\w*)(?:\s*\(|[ \t]+(?=["'[]))/g;
/** A command between backticks, or behind `%x`. */
const RUBY_BACKTICKS = /(?<![\w$:.\\`])`(?=[^`\n]+`)|%x(?=[{([|!])./g;

/** `Command` of std::process and of tokio; clap has one of the same name, for the program's own command line. */
const RUST_PROCESS = /\bprocess::(?:Command\b|\{[^}]*\bCommand\b)/;
const RUST_CALL = /\bCommand::new\s*\(/g;

/** A shell script of the project, by its path. */
const SCRIPT =
  /^\s*(?:args\s*=\s*)?(?:shlex\.split\(\s*)?\[?\s*[fbr]{0,2}["'`]((?:\.{0,2}\/)?(?:[\w.+-]+\/)*[\w.+-]+\.sh)(?=[\s"'`])/;

/** The first argument of a call that is written out: in a list, as a string of any kind, with or without a folder. */
const WRITTEN =
  /^\s*(?:args\s*=\s*)?(?:shlex\.split\(\s*)?\[?\s*[fbr]{0,2}(["'`])\/?(?:[\w.+-]+\/)*([a-z][\w.+-]*)(?=[\s"'`])/;
/** A path of the project, or the interpreter that runs the source. */
const OWN =
  /^\s*(?:args\s*=\s*)?\[?\s*(?:[fbr]{0,2}["'`]\.{1,2}\/|sys\.executable\b|process\.(?:execPath|argv)\b|__filename\b|\))/;
const NAMED = /^\s*(?:args\s*=\s*)?(?:shlex\.split\(\s*)?\[?\s*([A-Za-z_]\w*)\s*[,)\].+]/;

/** A program that a source starts, or a script of the project. */
export interface SourceCall {
  /** `git`; of a script its path as written: `./scripts/backup.sh`. */
  readonly name: string;
  readonly isScript: boolean;
  /** From 1. */
  readonly line: number;
}

/** What the text of one source file starts. */
export interface SourceCalls {
  readonly calls: readonly SourceCall[];
  /** The line of a call whose program is put together when it runs; undefined where there is none. */
  readonly computedLine: number | undefined;
}

/** The programs that the text of one source file starts, and whether it starts some whose names can't be read off it. */
export function programsOf(path: string, text: string): SourceCalls {
  const found: SourceCall[] = [];
  let computedLine: number | undefined;
  for (const call of callsOf(path, text)) {
    const rest = startOf(path, text, call);
    const line = text.slice(0, call.index).split('\n').length;
    const script = SCRIPT.exec(rest)?.[1];
    const written = WRITTEN.exec(rest)?.[2];
    if (script !== undefined) {
      found.push({ name: script, isScript: true, line });
      continue;
    }
    if (written !== undefined) {
      found.push({ name: written, isScript: false, line });
      continue;
    }
    if (OWN.test(rest)) continue;
    const variable = NAMED.exec(rest)?.[1];
    const kept = variable === undefined ? [] : namesIn(variable, text);
    found.push(...kept.map((name) => ({ name, isScript: false, line })));
    // Looking for a program and not finding it is an ordinary answer.
    if (kept.length === 0 && !/which/.test(call[0])) computedLine ??= line;
  }
  return { calls: found, computedLine };
}

/** What follows a call; what Ruby has between backticks is written as the string that it is. */
function startOf(path: string, text: string, call: RegExpExecArray): string {
  const rest = text.slice(call.index + call[0].length, call.index + call[0].length + 200);
  return isRuby(path) && /^(?:`|%x.)$/.test(call[0])
    ? `"${rest.replace(/[`)}\]|!]/, ' ')}`
    : rest.replace(/^\s*(?:\{[^{}]*\}|ENV|env)\s*,\s*/, isRuby(path) ? '' : '$&');
}

function isRuby(path: string): boolean {
  return /\.(?:rb|rake|ru)$/.test(path);
}

function callsOf(path: string, text: string): readonly RegExpExecArray[] {
  if (path.endsWith('.py')) {
    const imported = /\bfrom\s+subprocess\s+import\b/.test(text);
    return [
      ...text.matchAll(PYTHON_CALL),
      ...(imported ? text.matchAll(PYTHON_IMPORTED_CALL) : []),
    ];
  }
  if (path.endsWith('.rs')) {
    return RUST_PROCESS.test(text) ? [...text.matchAll(RUST_CALL)] : [];
  }
  if (isRuby(path)) {
    const code = withoutRubyComments(text);
    return [...code.matchAll(RUBY_CALL), ...code.matchAll(RUBY_BACKTICKS)];
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

/** Comments may quote code; blanks in their place keep the offsets. */
function withoutRubyComments(text: string): string {
  return text.replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
}

/** The programs that the values of a variable begin with. */
function namesIn(variable: string, text: string): readonly string[] {
  const assignment = new RegExp(`\\b${variable}\\s*(?::[^=\\n]+)?=\\s*(?=[\\["'\\x60fbr])`, 'g');
  return [...text.matchAll(assignment)].flatMap(
    ({ index, 0: start }) =>
      WRITTEN.exec(text.slice(index + start.length, index + start.length + 200))?.[2] ?? [],
  );
}
