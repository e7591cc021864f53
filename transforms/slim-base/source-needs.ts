import type { BuildContext } from '../../src/context/build-context.js';
import type { LocalSource } from '../../src/context/local-sources.js';
import { expandSource } from '../../src/context/copy-source.js';

/** A program that a source file of the project starts. */
export interface StartedProgram {
  readonly name: string;
  /** Path of the source file in the context. */
  readonly path: string;
}

const SOURCE = /\.(?:py|m?[jt]s|cjs|rb|pl|php)$/;
/** Folders that hold other people's code: what that needs is known by the names of its packages. */
const FOREIGN = /^(?:node_modules|\.git|\.venv|venv|vendor|dist|build|__pycache__)$/;
const FILE_LIMIT = 2000;

/** Calls that start a program whose name is written out: subprocess and os of Python, child_process of Node, Ruby and Perl. */
const CALL =
  /\b(?:subprocess\.\w+|os\.(?:system|popen|exec\w+|spawn\w+)|Popen|check_output|check_call|execFileSync|execFile|execSync|exec|spawnSync|spawn|execa(?:Sync|Command(?:Sync)?)?|shell_exec|proc_open|system|shutil\.which|create_subprocess_(?:exec|shell))\s*\(\s*\[?\s*f?r?(["'`])([a-z][\w.+-]*)(?=[\s"'`])/g;

/** The programs that the copied source files start by names written out; what they put together can't be seen. */
export function startedPrograms(
  context: BuildContext,
  sources: readonly LocalSource[],
): readonly StartedProgram[] {
  const found: StartedProgram[] = [];
  const pending = sources.flatMap(({ path }) => (path === '' ? [''] : expandSource(context, path)));
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
      for (const match of (context.read(path) ?? '').matchAll(CALL)) {
        if (match[2] !== undefined) found.push({ name: match[2], path });
      }
    }
  }
  return found;
}
