import type { CProject } from '../../../../src/context/c-project.js';
import { isSystemFolder, isWithin } from '../../folders.js';
import type { Refusal } from '../../site.js';
import type { BuildStep } from '../common/build-steps.js';
import { configuredPlaces } from './configured-install.js';
import { outsideOf, type Installation } from './installation.js';
import { makefilePlaces } from './makefile-install.js';

/** Folders of /usr/local in which an image may keep files of its own. */
const LOCAL_FOLDER =
  /^\/usr\/local(?:\/(?:bin|etc|include|lib|lib64|libexec|man|sbin|share|src))?$/;

/** Whether a step installs what was built. */
export function isInstall({ name, words }: BuildStep): boolean {
  if (name === undefined) return false;
  if (/^(?:g?make|ninja|samu)$/.test(name)) {
    return words.some((word) => /^install(?:[-/:_]\w+)*$/.test(word ?? ''));
  }
  if (name === 'cmake') {
    return (
      words.includes('--install') ||
      words.some(
        (word, index) => word === 'install' && /^(?:-t|--target)$/.test(words[index - 1] ?? ''),
      )
    );
  }
  return name === 'meson' && words[0] === 'install';
}

/**
 * What an install leaves, or why that can't be told.
 * @param steps all steps of the builds, those that configure included
 * @param ownsLocal the base image has files of its own in /usr/local
 */
export function installationOf(
  step: BuildStep,
  steps: readonly BuildStep[],
  project: CProject,
  ownsLocal: boolean,
): Installation | Refusal {
  const before = steps.slice(0, steps.indexOf(step) + 1);
  const configured = before.findLast(
    ({ name, words }) =>
      name === 'configure' ||
      (name === 'cmake' && !words.includes('--build') && !words.includes('--install')) ||
      (name === 'meson' && words[0] !== 'compile' && words[0] !== 'install'),
  );
  const places =
    configured === undefined || configured.name === undefined
      ? makefilePlaces(step, project)
      : configuredPlaces(step, configured, project);
  if ('kind' in places) return places;
  return ownPlaces(step, places, ownsLocal);
}

/** Each path must be the program's own: a folder of its own, or in /usr/local where the base has nothing there. */
function ownPlaces(
  step: BuildStep,
  { paths, registersLibraries }: Installation,
  ownsLocal: boolean,
): Installation | Refusal {
  const shared = paths.find((path) =>
    isWithin(path, '/usr/local')
      ? ownsLocal && LOCAL_FOLDER.test(path)
      : isSystemFolder(path) ||
        /^\/(?:usr|etc|lib\w*|s?bin|var|root|proc|sys|dev)(?:\/|$)/.test(path),
  );
  if (shared !== undefined) return outsideOf(step, shared);
  const local = paths.filter((path) => isWithin(path, '/usr/local'));
  const whole = local.length > 1 && !ownsLocal;
  const kept = [
    ...paths.filter((path) => !whole || !local.includes(path)),
    ...(whole ? ['/usr/local'] : []),
  ];
  return {
    paths: kept.filter((path) => !kept.some((other) => other !== path && isWithin(path, other))),
    registersLibraries,
  };
}
