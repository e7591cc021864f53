import { readAssignments } from '../../../../src/dockerfile/variables.js';
import { placeOf, refuse, type Refusal, type Site } from '../../site.js';

/** Places that are right without a virtual environment only. */
export function fixedPaths(site: Site): Refusal | undefined {
  for (const instruction of site.stage.instructions) {
    const text = instruction.arguments.text;
    if (
      /site-packages|\/usr\/local\/lib\/python|\/usr\/local\/bin\/(?!docker|[\w.-]+\.sh)|(?:^|\W)(?:virtualenv|venv)\b|VIRTUAL_ENV|PYTHONHOME|PYTHONUSERBASE|PIP_(?:PREFIX|TARGET|USER)/.test(
        text,
      )
    ) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} names a place of the installed packages, or an environment of its own, which a new virtual environment would not be.`,
        instruction,
      );
    }
    if (instruction.keyword !== 'ENV') continue;
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
