import { placeOf } from '../../../../src/dockerfile/place.js';
import { readLocalCopy } from '../../../../src/context/copied-files.js';
import { appFolder, isWithin } from '../../folders.js';
import { ownerOfFolder, ownerOfUsers } from '../../owners.js';
import { refuse, type Artefact, type BuildPlan, type Refusal } from '../../site.js';
import { volumeAmong } from '../common/started.js';
import { installsBundle, installsGems, rubyCommands } from './commands.js';
import { gemFolders, copiesFolder } from './folders.js';
import type { InstalledGems } from './gems.js';

/** What the final stage takes: the folders of gems, the lock file where bundler may have changed it, or the program's folder. */
export function artefactsOf(
  buildPlan: BuildPlan,
  { bundles }: InstalledGems,
): { readonly copied: readonly Artefact[] } | Refusal {
  const { site, builds, lastBuild, roles } = buildPlan;
  const folders = gemFolders(site);
  if ('kind' in folders) return folders;
  const whole = copiesFolder(site);
  const folder = appFolder(site);
  if (whole && folder === undefined) {
    return refuse(
      'no-app-folder',
      "Files are made in a folder that the base image uses itself, so that it can't be copied as a whole; set a WORKDIR of its own, such as /app.",
    );
  }
  const copiedFolders = [...folders.paths, ...(whole && folder !== undefined ? [folder] : [])];
  const volume = volumeAmong(
    site,
    copiedFolders,
    'a part of what would be copied as a volume, whose contents COPY would treat in another way',
  );
  if (volume !== undefined) return volume;
  const installers = builds.filter((run) =>
    rubyCommands(run, site).some((command) => installsBundle(command) || installsGems(command)),
  );
  const owner = ownerOfUsers(
    installers.map(({ index }) => site.states[index]?.user ?? 'root'),
    folders.paths.join(' and '),
    site,
  );
  if (typeof owner === 'object') return owner;
  const touched = site.stage.instructions.find(
    (one) =>
      one.keyword === 'RUN' &&
      one.index < lastBuild.index &&
      roles.get(one.index) !== 'build' &&
      folders.paths.some((path) => one.arguments.text.includes(path)),
  );
  if (touched !== undefined) {
    return refuse(
      'fixed-path',
      `${placeOf(touched)} changes the folder of gems before the builder fills it.`,
      touched,
    );
  }
  const copied: Artefact[] = folders.paths.map((path) => ({ from: path, to: path, owner }));
  if (whole && folder !== undefined) {
    const ownerOfAll = ownerOfFolder(buildPlan, folder);
    if (typeof ownerOfAll === 'object') return ownerOfAll;
    const workdir = site.states[lastBuild.index]?.workdir;
    const replaced = site.stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
    const workdirAtCopy = replaced === undefined ? workdir : site.states[replaced.index]?.workdir;
    copied.push({ from: folder, to: workdirAtCopy === folder ? './' : folder, owner: ownerOfAll });
    return { copied };
  }
  for (const { lock, lockPath, instruction } of bundles) {
    // Bundler adds the platform that it runs on to the lock file, and would do so again where the program starts.
    const isComplete = lock.platforms.some((one) => /^(?:ruby|x86_64-linux(?:-gnu)?)$/.test(one));
    const isReplaced = site.stage.instructions.some((one) => {
      const copy = readLocalCopy(one, site.states[one.index]);
      return (
        one.index > instruction.index &&
        copy?.destination !== undefined &&
        isWithin(lockPath, copy.destination)
      );
    });
    if (!isComplete && !isReplaced) copied.push({ from: lockPath, to: lockPath, owner });
  }
  return { copied };
}
