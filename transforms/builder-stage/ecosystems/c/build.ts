import { readCProject, type CProject } from '../../../../src/context/c-project.js';
import { localCopies } from '../../../../src/context/copied-files.js';
import { expandSource } from '../../../../src/context/copy-source.js';
import { refuse, type BuildPlan, type Refusal, type Site } from '../../site.js';
import { buildSteps, type BuildStep } from '../common/build-steps.js';
import { noAppFolder } from '../common/sentences.js';
import { programFolder } from '../common/started.js';
import { COMPILES } from './commands.js';

/** Reads the builds of a stage, or says why it can't. */
export function readBuild(buildPlan: BuildPlan): CBuild | Refusal {
  const { site, builds } = buildPlan;
  const folder = programFolder(site);
  if (folder === undefined) {
    return noAppFolder('/src');
  }
  const steps = buildSteps(site, builds);
  if (!steps.some(({ name }) => COMPILES.test(name ?? ''))) {
    return refuse(
      'nothing-built',
      'No RUN compiles anything, so that a builder stage would leave nothing behind.',
    );
  }
  const copied = localCopies(site.stage, site.states)
    .filter(({ instruction }) => instruction.index < buildPlan.lastBuild.index)
    .flatMap(({ sources }) => sources.map((source) => source.replace(/^(?:\.?\/)+|^\.$/g, '')));
  const project = readCProject(site.context, copied);
  const missing = missingSources(site, project, copied);
  if (missing !== undefined) return missing;
  return { site, folder, steps, project };
}

/** Why the sources do not say all that there is to know. */
function missingSources(
  site: Site,
  project: CProject,
  copied: readonly string[],
): Refusal | undefined {
  if (project.languages.size === 0 || project.incomplete) {
    return refuse(
      'sources-unknown',
      project.languages.size === 0
        ? 'No C or C++ source is among the copied files of the build context, so that what the program needs is not known.'
        : 'Some of the sources can not be read, so that what the program needs is not known.',
    );
  }
  const fetching = project.buildFiles.find(
    ({ kind, path, text }) =>
      path.endsWith('.wrap') ||
      (kind === 'cmake' &&
        /\b(?:FetchContent_\w+|ExternalProject_Add|CPMAddPackage|conan_\w+)\s*\(|\bfile\s*\(\s*DOWNLOAD\b/i.test(
          text,
        )) ||
      (kind === 'make' && /^\t.*\b(?:git\s+clone|curl|wget|svn\s+co)\b/m.test(text)),
  );
  if (fetching !== undefined) {
    return refuse(
      'sources-unknown',
      `${fetching.path} fetches sources while it builds, and what is in them can't be seen.`,
    );
  }
  const archive = copied
    .flatMap((source) => (source === '' ? [] : expandSource(site.context, source)))
    .find((path) => /\.(?:a|o)$/.test(path));
  return archive === undefined
    ? undefined
    : refuse(
        'sources-unknown',
        `${archive} was compiled elsewhere, and what it needs can't be seen.`,
      );
}

/** A build of C or C++ sources, read. */
export interface CBuild {
  readonly site: Site;
  /** The folder in which the program is built. */
  readonly folder: string;
  readonly steps: readonly BuildStep[];
  readonly project: CProject;
}
