import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { normalizePythonName } from '../../../../src/context/python-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { broughtLater } from '../common/copies.js';
import type { BuildPlan, CommandRole, Refusal, Role, Site } from '../../site.js';
import { installRefusal } from './environment.js';
import { installedBy } from './installed.js';
import { installVerb, packageWords } from './installers.js';
import { INSTALLERS, pipWords } from './pip.js';
import { commandInEnvironment, runsInImage } from './run-time.js';

/** Files that only an installer reads. */
const MANIFEST =
  /(?:^|\/)(?:(?:requirements|constraints)[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.txt|Pipfile(?:\.lock)?|(?:poetry|uv)\.lock|\.python-version)$/;

/** Commands that packages bring under other names than their own, or as a dependency of others. */
const SCRIPTS: ReadonlySet<string> = new Set(
  'alembic celery django-admin fastapi flask gunicorn hypercorn uvicorn waitress-serve'.split(' '),
);

/** What a command of a RUN does; undefined where Python has no say. */
export function commandRole(
  command: ShellCommand,
  instruction: Instruction,
  site: Site,
): CommandRole | Refusal | undefined {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  const words = resolved?.arguments.map(({ value }) => value) ?? [];
  if (name === '.' || name === 'source') {
    return words[0]?.endsWith('/bin/activate') === true ? 'neutral' : undefined;
  }
  const verb = installVerb(command);
  if (verb !== undefined) {
    const names = verb === 'pip' ? packageWords(command) : [];
    const runs =
      names.every((one) => INSTALLERS.has(one)) && names.some((one) => runsInImage(one, site));
    return runs ? 'tool' : (installRefusal(instruction, site) ?? 'build');
  }
  const pip = pipWords(command);
  if (pip !== undefined) return pip[0] === 'cache' ? 'neutral' : 'build';
  if (/^(?:uv|poetry|pipenv)$/.test(name ?? '')) return words[0] === 'cache' ? 'neutral' : 'build';
  const isPython = /^python[\d.]*$/.test(name ?? '');
  if (
    name === 'virtualenv' ||
    (isPython && words[0] === '-m' && /^v(?:irtual)?env$/.test(words[1] ?? ''))
  ) {
    return 'build';
  }
  // A program of the project runs in the final stage, where its packages are too.
  return isPython || /^(?:gunicorn|uvicorn|flask|django-admin|manage\.py)$/.test(name ?? '')
    ? 'set-up'
    : undefined;
}

/** The stage of a COPY or ADD from the context. */
export function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  if (instruction.index > lastBuild.index) return 'final';
  const copy = readLocalCopy(instruction, site.states[instruction.index]);
  if (copy === undefined) return 'both';
  // An installer that runs in the image reads its manifests there.
  if (copy.sources.every((source) => MANIFEST.test(source))) {
    return ['uv', 'poetry', 'pipenv'].some((name) => runsInImage(name, site)) ? 'both' : 'build';
  }
  return broughtLater(copy, site, lastBuild) ? 'build' : 'both';
}

/** The stage of a COPY of uv out of its image; undefined for other images. */
export function imageCopyRole(
  instruction: Instruction,
  site: Site,
  lastBuild: Instruction,
): Role | undefined {
  const from = instruction.flags.find(({ name }) => name === 'from')?.value ?? '';
  const sources = instruction.words.slice(0, -1).map(({ text }) => text);
  if (
    !/^(?:ghcr\.io\/astral-sh|(?:docker\.io\/)?astral)\/uv(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/.test(
      from,
    ) ||
    !sources.every((source) => /^\/uvx?$/.test(source))
  ) {
    return undefined;
  }
  if (instruction.index > lastBuild.index) return 'final';
  return runsInImage('uv', site) || runsInImage('uvx', site) ? 'both' : 'build';
}

/** Whether the final stage can run a command because its packages or its base bring it. */
export function resolve(
  command: ShellCommand,
  { site, builds }: BuildPlan,
): 'known' | 'unknown' | readonly ShellCommand[] {
  const inner = commandInEnvironment(command);
  // uv runs a script of the project by the interpreter of its environment.
  if (inner !== undefined) return inner.name?.value.endsWith('.py') === true ? 'known' : [inner];
  const name = resolveCommand(command)?.name ?? '';
  if (/^(?:python[\d.]*|pip[\d.]*)$/.test(name) || SCRIPTS.has(name)) return 'known';
  const installed = installedBy(site, builds);
  const named =
    !('kind' in installed) &&
    installed.requirements.some((one) => one.name === normalizePythonName(name));
  return named || name === 'manage.py' ? 'known' : 'unknown';
}
