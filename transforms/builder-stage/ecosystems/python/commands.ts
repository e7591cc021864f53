import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { normalizePythonName } from '../../../../src/context/python-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { broughtLater } from '../common/copies.js';
import type { BuildPlan, CommandRole, Refusal, Role, Site } from '../../site.js';
import { installedBy } from './installed.js';
import { lockCommandRole } from './locks.js';
import { pipWords } from './pip.js';

/** Files that only an installer reads. */
const MANIFEST =
  /(?:^|\/)(?:(?:requirements|constraints)[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.txt|Pipfile(?:\.lock)?|poetry\.lock)$/;

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
  const pip = pipWords(command);
  const name = resolveCommand(command)?.name;
  if (pip !== undefined) return pip[0] === 'cache' ? 'neutral' : 'build';
  const locked = lockCommandRole(command, instruction, site);
  if (locked !== undefined) return locked;
  // A program of the project runs in the final stage, where its packages are too.
  return name !== undefined &&
    /^(?:python[\d.]*|gunicorn|uvicorn|flask|django-admin|\.\/manage\.py|manage\.py)$/.test(name)
    ? 'set-up'
    : undefined;
}

/** The stage of a COPY or ADD from the context. */
export function copyRole(instruction: Instruction, site: Site, lastBuild: Instruction): Role {
  if (instruction.index > lastBuild.index) return 'final';
  const copy = readLocalCopy(instruction, site.states[instruction.index]);
  if (copy === undefined) return 'both';
  if (copy.sources.every((source) => MANIFEST.test(source))) return 'build';
  return broughtLater(copy, site, lastBuild) ? 'build' : 'both';
}

/** Whether the final stage can run a command because its packages or its base bring it. */
export function resolve(command: ShellCommand, { site, builds }: BuildPlan): 'known' | 'unknown' {
  const name = resolveCommand(command)?.name ?? '';
  if (/^(?:python[\d.]*|pip[\d.]*)$/.test(name) || SCRIPTS.has(name)) return 'known';
  const installed = installedBy(site, builds);
  const named =
    !('kind' in installed) &&
    installed.requirements.some((one) => one.name === normalizePythonName(name));
  return named || name === 'manage.py' ? 'known' : 'unknown';
}
