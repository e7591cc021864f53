import { placeOf } from '../../../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { isWithin } from '../../folders.js';
import { refuse, type Artefact, type BuildPlan, type Refusal } from '../../site.js';

/**
 * What the final stage takes of some paths of the builder: each comes to the same path, and the folder in which the stage stands then
 * is `./`. Files that a COPY brings after the last build are not there, and come to the final stage by themselves.
 * @param ownerOf the owner of a path, as COPY takes it; undefined for root
 */
export function samePlaces(
  { site, lastBuild }: BuildPlan,
  paths: readonly string[],
  ownerOf: (path: string) => string | undefined,
): readonly Artefact[] {
  const workdir = site.states[lastBuild.index]?.workdir;
  const copies = localCopies(site.stage, site.states);
  const [before, after] = [
    copies.filter(({ instruction }) => instruction.index < lastBuild.index),
    copies.filter(({ instruction }) => instruction.index > lastBuild.index),
  ];
  const isLater = (path: string): boolean =>
    contextFileAt(site.context, after, path) !== undefined &&
    contextFileAt(site.context, before, path) === undefined;
  return paths
    .filter((path) => !isLater(path))
    .map((from) => ({
      from,
      to: from === workdir ? './' : from.includes('*') ? from.replace(/[^/]*$/, '') : from,
      owner: ownerOf(from),
    }));
}

/** Why it can't be told whose files a build leaves outside of the program's folder: it runs as another user than root. */
export function ownerUnknown(
  { site, lastBuild }: BuildPlan,
  paths: readonly string[],
  folder: string,
): Refusal | undefined {
  const user = site.states[lastBuild.index]?.user;
  return isRoot(user) || paths.every((path) => isWithin(path, folder))
    ? undefined
    : refuse(
        'mixed-owners',
        `${placeOf(lastBuild)} runs as ${user}, and whose files it leaves outside of ${folder} can't be told.`,
        lastBuild,
      );
}

/** Whether a user of a Dockerfile is root; undefined where no USER stands. */
export function isRoot(user: string | undefined): boolean {
  return user === undefined || user === 'root' || user === '0';
}
