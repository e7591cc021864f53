import { placeOf } from '../../../../src/dockerfile/place.js';
import { ownerOfFolder } from '../../owners.js';
import { refuse, type BuildPlan, type Refusal } from '../../site.js';
import { endState } from '../../stage-commands.js';

/** The user that the images of gradle make, and no other has. */
export function ownerInFinalStage(plan: BuildPlan, folder: string): string | undefined | Refusal {
  const { site, roles } = plan;
  if (site.image !== 'gradle') return ownerOfFolder(plan, folder);
  const user = site.stage.instructions.find(
    ({ index, keyword, arguments: { text }, flags }) =>
      ['both', 'final'].includes(roles.get(index) ?? '') &&
      ((keyword === 'USER' && /^gradle\b/.test(text)) ||
        flags.some(({ name, value }) => name === 'chown' && value?.startsWith('gradle') === true)),
  );
  if (user !== undefined) {
    return refuse(
      'user-of-builder',
      `${placeOf(user)} names the user gradle, which the image with the JRE does not have.`,
      user,
    );
  }
  // What runs as root does not ask who a file belongs to; for others a file of gradle is as good as one of root.
  if (/^(?:root|0)?$/.test(endState(site)?.user ?? '')) return undefined;
  const owner = ownerOfFolder(plan, folder);
  return typeof owner === 'string' && owner.startsWith('gradle') ? undefined : owner;
}
