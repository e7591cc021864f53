import { joinPath } from '../../../../src/dockerfile/state.js';
import { appFolder, isWithin } from '../../folders.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { makesFiles, rubyCommands } from './commands.js';
import { environmentOf, runs, settingsOf } from './settings.js';

/** GEM_HOME and BUNDLE_APP_CONFIG of the official images: docker-library/ruby at d55e25ae7 (2026-04-21), Dockerfile.template. */
const GEM_HOME = '/usr/local/bundle';

/** Assets, scripts or the gems themselves are made in the program's folder. */
export function copiesFolder(site: Site): boolean {
  if (runs(site).some((run) => rubyCommands(run, site).some(makesFiles))) return true;
  const settings = settingsOf(site);
  const path =
    settings.findLast(({ name }) => name === 'path')?.value ??
    environmentOf(site).get('BUNDLE_PATH');
  if (path !== undefined) return !path.startsWith('/') || isInFolder(path, site);
  return (
    settings.some(({ name, value }) => name === 'deployment' && value !== 'false') ||
    environmentOf(site).has('BUNDLE_DEPLOYMENT')
  );
}

function isInFolder(path: string, site: Site): boolean {
  const folder = appFolder(site);
  return folder !== undefined && isWithin(path, folder);
}

/** The folders outside of the program's own in which gems are, without those inside of others. */
export function gemFolders(site: Site): { readonly paths: readonly string[] } | Refusal {
  const environment = environmentOf(site);
  const settings = settingsOf(site);
  const last = runs(site).at(-1);
  const workdir = last === undefined ? undefined : site.states[last.index]?.workdir;
  const paths = new Set([GEM_HOME]);
  const given = [
    ...['GEM_HOME', 'BUNDLE_PATH', 'BUNDLE_BIN', 'BUNDLE_APP_CONFIG'].flatMap((name) =>
      environment.has(name) ? [{ name, path: environment.get(name) }] : [],
    ),
    ...settings.flatMap(({ name, value }) =>
      /^(?:path|bin)$/.test(name) ? [{ name, path: value }] : [],
    ),
  ];
  for (const { name, path } of given) {
    const place = path === undefined ? undefined : joinPath(workdir, path);
    if (
      place === undefined ||
      /\$/.test(place) ||
      /^\/(?:|bin|etc|home|lib|opt|root|srv|tmp|usr(?:\/(?:bin|lib|local|share)(?:\/(?:bin|lib|share))?)?|var(?:\/\w+)?)$/.test(
        place,
      )
    ) {
      return refuse(
        'fixed-path',
        `Gems are installed in a place that can't be copied alone (${name} is ${path ?? 'not known'}).`,
      );
    }
    if (copiesFolder(site) && isInFolder(place, site)) continue;
    paths.add(place);
    // A folder of settings or of programs alone may not be there at all.
    const filled = [...paths].some((other) => other !== place && isWithin(place, other));
    if (/BIN|bin|CONFIG/.test(name) && !filled) {
      return refuse(
        'fixed-path',
        `${name} names ${place}, which is none of the folders of gems, and which the build may not make.`,
      );
    }
  }
  return {
    paths: [...paths].filter((path) =>
      [...paths].every((other) => other === path || !isWithin(path, other)),
    ),
  };
}
