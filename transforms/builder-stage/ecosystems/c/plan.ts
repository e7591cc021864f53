import { isWithin } from '../../folders.js';
import { ownerOfFolder } from '../../owners.js';
import { refuse, type BuildPlan, type Refusal, type Split } from '../../site.js';
import { ownerUnknown, isRoot, samePlaces } from '../common/artefacts.js';
import { computedPrograms, keptAlone, wholeFolder } from '../common/sentences.js';
import { startCommands, startedInFolder, volumeAmong } from '../common/started.js';
import { finalBaseOf } from './base.js';
import { readBuild } from './build.js';
import { certificates, libraryPackages } from './libraries.js';
import { outputsOf } from './outputs.js';
import { programsOf, runsTools } from './programs.js';
import { dataOf, readsUnknown } from './reads.js';

/** What the build makes, with the files that it reads, on the slim image of the same suite. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, lastBuild } = buildPlan;
  const build = readBuild(buildPlan);
  if ('kind' in build) return build;
  const { folder, project, steps } = build;
  const compiler = runsTools(buildPlan);
  if (compiler !== undefined) return compiler;
  if (project.loadsLibraries !== undefined) {
    return refuse(
      'loads-libraries',
      `${project.loadsLibraries} loads libraries by their names when it runs, and which these are can't be told.`,
    );
  }
  const made = outputsOf(build, site.image === 'gcc');
  if ('kind' in made) return made;
  const base = finalBaseOf(site);
  if ('kind' in base) return base;
  const libraries = libraryPackages(site, project, steps);
  if ('kind' in libraries) return libraries;

  const commands = startCommands(buildPlan);
  const started = startedInFolder(buildPlan, folder, commands ?? []);
  const whole =
    !made.removesFolder && (made.changesFolder || readsUnknown(build, commands, started));
  const data = made.removesFolder ? [] : whole ? [folder] : [...started, ...dataOf(build)];
  const wanted = [...new Set([...made.paths, ...data])].filter(
    (path, _, all) => !all.some((other) => other !== path && isWithin(path, other)),
  );
  if (wanted.length === 0) {
    return refuse(
      'output-unknown',
      'Where the program that runs is built can not be told; name it in CMD by its path, or give the install a prefix of its own.',
    );
  }
  const volume = volumeAmong(site, wanted);
  if (volume !== undefined) return volume;
  const owner = ownerOfFolder(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  const stranger = ownerUnknown(buildPlan, made.paths, folder);
  if (stranger !== undefined) return stranger;
  const artefacts = samePlaces(buildPlan, wanted, (path) =>
    isWithin(path, folder) ? owner : undefined,
  );
  const kept = artefacts.map(({ from }) => from);
  const byRoot = isRoot(site.states[lastBuild.index]?.user);
  return {
    kind: 'split',
    finalBase: base.reference,
    builderTag: base.builderTag,
    artefacts,
    linesBefore: new Map(),
    builderLines: [],
    finalLines: made.registersLibraries && byRoot ? ['RUN ldconfig'] : [],
    packages: [...libraries, ...certificates(buildPlan)],
    leftBehind: [],
    programs: programsOf(project),
    doubts: computedPrograms(project.programsRun),
    notes: [keptAlone(site, kept, base.reference), ...(whole ? [wholeFolder(folder)] : [])],
  };
}
