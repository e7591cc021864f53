import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { isSystemFolder } from '../../folders.js';
import { ownerOfUsers } from '../../owners.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { aptPackages } from '../../stage-commands.js';
import { volumeAmong } from '../common/started.js';
import type { Install } from './environment.js';
import { shippedInstalls } from './installed.js';
import { runsInImage } from './run-time.js';
import { hasSystemPython } from './system-python.js';

const VENV = '/opt/venv';

/** The virtual environment that the final stage takes from the builder. */
export interface ShippedEnvironment {
  readonly kind: 'environment';
  readonly path: string;
  /** The instruction before which the builder makes it; undefined where the file makes it itself. */
  readonly first: Instruction | undefined;
  /** As it is written in the COPY; undefined for root. */
  readonly owner: string | undefined;
  /** What makes it the active one, where the file does not. */
  readonly lines: { readonly builder: readonly string[]; readonly final: readonly string[] };
}

/** The one environment of all that ships, of the file's own or a new one. */
export function environmentOf(
  site: Site,
  builds: readonly Instruction[],
): ShippedEnvironment | Refusal {
  const installs = shippedInstalls(site, builds);
  const [one] = installs;
  if (one === undefined) {
    return refuse(
      'nothing-built',
      'Nothing is installed with pip, so that a builder stage would have nothing to hand over.',
    );
  }
  const other = installs.find(({ environment }) => environment !== one.environment);
  if (other !== undefined) {
    return refuse(
      'fixed-path',
      `${placeOf(other.instruction)} installs into ${other.environment ?? "the image's own Python"}, and ${placeOf(one.instruction)} into ${one.environment ?? "the image's own Python"}; one environment alone can be copied.`,
      other.instruction,
    );
  }
  const linked = installs.find((install) => linksToCache(install, site));
  if (linked !== undefined) {
    return refuse(
      'fixed-path',
      `${placeOf(linked.instruction)} makes uv link packages to its cache, which is not copied.`,
      linked.instruction,
    );
  }
  const path = one.environment;
  if (path === undefined) {
    const uses = (verb: string): boolean => installs.some((install) => install.verb === verb);
    // Poetry and Pipenv go by the variable, and uv by its own where it is told to use the system; all others by the search path.
    const byVariable = uses('poetry') || uses('pipenv');
    const inBuilder = [
      ...(byVariable ? [`VIRTUAL_ENV=${VENV}`] : []),
      ...(uses('uv-pip') ? [`UV_PYTHON=${VENV}`] : []),
      `PATH=${VENV}/bin:$PATH`,
    ];
    const inImage = runsInImage('poetry', site) ? [`VIRTUAL_ENV=${VENV}`] : [];
    return {
      kind: 'environment',
      path: VENV,
      first: one.instruction,
      owner: undefined,
      lines: {
        builder: [venvLine(site, builds), `ENV ${inBuilder.join(' ')}`],
        final: [`ENV ${[...inImage, `PATH=${VENV}/bin:$PATH`].join(' ')}`],
      },
    };
  }
  if (path.includes('$') || isSystemFolder(path)) {
    return refuse(
      'fixed-path',
      `${placeOf(one.instruction)} installs into ${path}, which is no folder of the environment's own.`,
      one.instruction,
    );
  }
  const volume = volumeAmong(site, [path]);
  if (volume !== undefined) return volume;
  const users = installs.map(({ instruction }) => site.states[instruction.index]?.user ?? '');
  const owner = ownerOfUsers(users, path, site);
  return typeof owner === 'object'
    ? owner
    : { kind: 'environment', path, first: undefined, owner, lines: { builder: [], final: [] } };
}

/** The distributions have the module that makes environments in a package of its own. */
function venvLine(site: Site, builds: readonly Instruction[]): string {
  if (!hasSystemPython(site)) return `RUN python -m venv ${VENV}`;
  const make = `python3 -m venv ${VENV}`;
  return aptPackages(site, builds).includes('python3-venv')
    ? `RUN ${make}`
    : `RUN apt-get update && apt-get install -y --no-install-recommends python3-venv && rm -rf /var/lib/apt/lists/* && ${make}`;
}

/** @see https://docs.astral.sh/uv/reference/settings/#link-mode */
function linksToCache({ command, instruction, verb }: Install, site: Site): boolean {
  const words = resolveCommand(command)?.arguments.map(({ value }) => value) ?? [];
  return (
    verb.startsWith('uv') &&
    (words.includes('symlink') ||
      words.includes('--link-mode=symlink') ||
      site.states[instruction.index]?.environment.get('UV_LINK_MODE') === 'symlink')
  );
}
