import { lockInstall } from '../../../../src/context/python-lock-install.js';
import { normalizePythonName, parseRequirement } from '../../../../src/context/python-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { pipWords } from './pip.js';

/** Which program installs packages, and how; `other` for those whose environments are not followed. */
export type InstallVerb = 'pip' | 'uv-pip' | 'uv-sync' | 'poetry' | 'pipenv' | 'other';

const NOT_FOLLOWED: ReadonlySet<string> = new Set('conda mamba micromamba pdm pipx uvx'.split(' '));

/** How a command installs packages; undefined where it does not. */
export function installVerb(command: ShellCommand): InstallVerb | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name ?? '';
  const verb = pipWords(command)?.[0];
  if (verb !== undefined) {
    if (verb !== 'install' && verb !== 'sync') return undefined;
    return name === 'uv' ? 'uv-pip' : 'pip';
  }
  if (NOT_FOLLOWED.has(name)) return 'other';
  if (resolved === undefined || !/^(?:uv|poetry|pipenv)$/.test(name)) return undefined;
  const [first] = resolved.arguments.map(({ value }) => value);
  if (lockInstall(resolved) !== undefined && first !== 'run') {
    return name === 'uv' ? 'uv-sync' : name === 'poetry' ? 'poetry' : 'pipenv';
  }
  return isHarmless(name, first) ? undefined : 'other';
}

/** What changes no environment: settings, lists, lock files; `uv venv` makes one and installs nothing. */
function isHarmless(name: string, verb: string | undefined): boolean {
  return (
    verb === undefined ||
    /^(?:-|--)/.test(verb) ||
    ['cache', 'check', 'config', 'export', 'lock', 'requirements', 'version'].includes(verb) ||
    (name === 'uv' && verb === 'venv')
  );
}

/** The names that a `pip install` is given, normalised; what is no name stays as it is written. */
export function packageWords(command: ShellCommand): readonly string[] {
  return (pipWords(command) ?? [])
    .slice(1)
    .filter(
      (word) => !/^(?:-U|--upgrade|--no-cache-dir|--no-cache|-q|--quiet|--system)$/.test(word),
    )
    .map((word) => {
      const name = /^[A-Za-z][\w.-]*(?=[=<>~!]=?)/.exec(word)?.[0];
      return name === undefined
        ? (parseRequirement(word)?.name ?? word)
        : normalizePythonName(name);
    });
}
