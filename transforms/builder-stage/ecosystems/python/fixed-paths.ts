import { readAssignments } from '../../../../src/dockerfile/variables.js';
import { placeOf, refuse, type Refusal, type Site } from '../../site.js';

/** Places that a virtual environment of the file's own changes just as one that the split makes. */
const OF_PACKAGES =
  /site-packages|\/usr\/local\/lib\/python|PYTHONHOME|PYTHONUSERBASE|PIP_(?:PREFIX|TARGET|USER)/;
/** Places that are right without a virtual environment only. */
const OF_SYSTEM =
  /\/usr\/bin\/(?:python|pip)|dist-packages|\/usr\/local\/bin\/(?!docker|[\w.-]+\.sh)|(?:^|\W)(?:virtualenv|venv)\b|VIRTUAL_ENV/;

/**
 * Why packages can't be copied at the place where they are.
 * @param own they are in a virtual environment of the file's own, and stay there
 */
export function fixedPaths(site: Site, own: boolean): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    const text = instruction.arguments.text;
    const bringsInstaller = instruction.flags.some(({ name }) => name === 'from');
    if (OF_PACKAGES.test(text) || (!own && !bringsInstaller && OF_SYSTEM.test(text))) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} names a place of the installed packages, or an environment of its own, which a new virtual environment would not be.`,
        instruction,
      );
    }
    if (instruction.keyword !== 'ENV' || own) continue;
    const path = readAssignments(instruction, site.dockerfile.escape).find(
      ({ name }) => name === 'PATH',
    );
    if (path !== undefined && !/\$\{?PATH\b/.test(path.rawValue ?? '')) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} sets PATH anew, which would hide the virtual environment.`,
        instruction,
      );
    }
  }
  return undefined;
}
