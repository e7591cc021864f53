import { placeOf } from '../../../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { markerHolds } from '../../../../src/context/python-marker.js';
import { readToml } from '../../../../src/context/structured-text.js';
import { mapping, scalar } from '../../../../src/context/usage-data.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { commandsOf } from '../../stage-commands.js';
import { installsOf } from './environment.js';
import { releaseOf } from './system-python.js';

/**
 * Why the environments that uv makes may have a Python of their own, which lies in the home folder; undefined where they take the one
 * of the image.
 * @see https://docs.astral.sh/uv/concepts/python-versions/
 */
export function interpreterRefusal(site: Site): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    if (instruction.keyword !== 'RUN') continue;
    for (const command of commandsOf(instruction, site)) {
      const resolved = resolveCommand(command);
      const words = resolved?.arguments.map(({ value }) => value) ?? [];
      if (resolved?.name !== 'uv') continue;
      const chosen = words.findIndex((word) => /^(?:-p|--python)$/.test(word));
      const asked =
        words.find((word) => word.startsWith('--python='))?.slice('--python='.length) ??
        (chosen === -1 ? undefined : words[chosen + 1]);
      if (
        words[0] === 'python' ||
        (asked !== undefined && words[0] !== 'pip' && !isOfImage(asked, site))
      ) {
        return refuse(
          'own-interpreter',
          `${placeOf(instruction)} makes uv look for a Python of its own, which would lie outside of the environment that is copied.`,
          instruction,
        );
      }
    }
  }
  const synced = installsOf(site).find(({ verb }) => verb === 'uv-sync');
  if (synced === undefined) return undefined;
  const { instruction } = synced;
  const state = site.states[instruction.index];
  const chosen = state?.environment.get('UV_PYTHON');
  const fixed = state?.environment.has('UV_PYTHON') === true;
  const mayFetch = !/^(?:0|false|never|manual)$/i.test(
    state?.environment.get('UV_PYTHON_DOWNLOADS') ?? '',
  );
  const copies = localCopies(site.stage, site.states);
  const fileAt = (name: string): string | undefined => {
    const path = joinPath(state?.workdir, name);
    const found = path === undefined ? undefined : contextFileAt(site.context, copies, path);
    return found === undefined ? undefined : site.context.read(found);
  };
  const version = fileAt('.python-version')?.trim();
  const required = scalar(
    mapping(readToml(fileAt('pyproject.toml') ?? '')?.['project'])['requires-python'],
  );
  const differs = fixed
    ? chosen === undefined || !isOfImage(chosen, site)
    : mayFetch && (version !== undefined ? !isOfImage(version, site) : !fits(required, site));
  if (!differs) return undefined;
  const why = version === undefined || fixed ? '' : ` (.python-version says ${version})`;
  return refuse(
    'own-interpreter',
    `${placeOf(instruction)} may use another Python than the one of ${site.written}${why}, which uv fetches into the home folder.`,
    instruction,
  );
}

/** Whether a request is for the Python of the image: its release, or a path of it. */
function isOfImage(request: string, site: Site): boolean {
  const release = releaseOf(site);
  return (
    /^\/usr(?:\/local)?(?:\/bin(?:\/python[\d.]*)?)?$/.test(request) ||
    (release !== undefined && (release === request || release.startsWith(`${request}.`)))
  );
}

/** Whether the release of the image may be one that the project takes. */
function fits(required: string | undefined, site: Site): boolean {
  const release = /^\d+\.\d+/.exec(releaseOf(site) ?? '')?.[0];
  return (
    required === undefined ||
    required.split(',').every((one) => {
      const [, operator, value] = /^\s*([=<>!~]=?=?)\s*([\d.*]+)\s*$/.exec(one) ?? [];
      return (
        operator !== undefined &&
        markerHolds(`python_version ${operator} "${value}"`, { release }) === true
      );
    })
  );
}
