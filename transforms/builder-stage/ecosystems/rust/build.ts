import { placeOf } from '../../../../src/dockerfile/place.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { readRustProject, type RustProject } from '../../../../src/context/rust-project.js';
import { readRustSources, type RustSources } from '../../../../src/context/rust-sources.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { isSystemFolder, isWithin } from '../../folders.js';
import { refuse, type BuildPlan, type Refusal, type Site } from '../../site.js';
import { buildSteps, optionOf, type BuildStep } from '../common/build-steps.js';
import { placesOfCopy } from '../common/copied-outputs.js';
import { noAppFolder } from '../common/sentences.js';
import { programFolder } from '../common/started.js';

/** Where the image's cargo puts what it installs. */
export const CARGO_BIN = '/usr/local/cargo/bin';

/** Sources, manifests and cargo's own folder. */
export function isOfBuild(path: string, folder: string): boolean {
  return (
    isWithin(path, folder) &&
    /^(?:.+\/)?(?:src|target)(?:\/|$)|(?:^|\/)(?:Cargo\.(?:toml|lock)|build\.rs)$/.test(
      path.slice(folder.length + 1),
    )
  );
}

/** The project whose Cargo.toml is copied into the program's folder. */
export function findProject(site: Site, folder: string): RustProject | undefined {
  const copies = localCopies(site.stage, site.states);
  const path = contextFileAt(site.context, copies, `${folder}/Cargo.toml`);
  return path === undefined
    ? undefined
    : readRustProject(site.context, path.split('/').slice(0, -1).join('/'));
}

/** A build of a Rust program, read. */
export interface RustBuild {
  readonly folder: string;
  readonly project: RustProject;
  readonly sources: RustSources;
  readonly steps: readonly BuildStep[];
  /** What the builds leave outside of the folder that cargo writes to. */
  readonly outputs: readonly string[];
}

/** Reads the builds of a stage, or says why it can't. */
export function readBuild({ site, builds }: BuildPlan): RustBuild | Refusal {
  const folder = programFolder(site);
  if (folder === undefined) {
    return noAppFolder('/app');
  }
  const steps = buildSteps(site, builds);
  if (!steps.some(isCargoBuild)) {
    return refuse(
      'nothing-built',
      'No RUN builds a program with cargo, so that a builder stage would leave nothing behind.',
    );
  }
  const project = findProject(site, folder);
  if (project === undefined) {
    return refuse(
      'manifest-unknown',
      `There is no Cargo.toml that could be read for ${folder}, so that what the program needs is not known.`,
    );
  }
  const sources = readRustSources(site.context, project.folder);
  if (project.crates === undefined && sources.hasDependencies) {
    return refuse(
      'manifest-unknown',
      `There is no Cargo.lock that could be read for ${folder}, so that the crates of the program are not known.`,
    );
  }
  const outputs = outputsOf(site, steps, project, folder);
  return 'kind' in outputs ? outputs : { folder, project, sources, steps, outputs: outputs.paths };
}

function isCargoBuild({ name, words }: BuildStep): boolean {
  const verb = words.find((word) => word !== undefined && !/^[-+]/.test(word)) ?? '';
  return (
    name === 'cargo' &&
    (/^(?:b|build|rustc)$/.test(verb) || (verb === 'install' && words.includes('--path')))
  );
}

/** What `cargo install --path` and copies leave outside of the program's folder, or in it outside of `target`. */
function outputsOf(
  site: Site,
  steps: readonly BuildStep[],
  project: RustProject,
  folder: string,
): { readonly paths: readonly string[] } | Refusal {
  const paths = new Set<string>();
  for (const step of steps) {
    const { name = '', words, instruction } = step;
    if (/^(?:cp|mv|install)$/.test(name)) {
      const copied = placesOfCopy(step, '/\0');
      const taken = copied?.filter((path) => !isOfBuild(path, folder));
      if (taken === undefined || taken.some((path) => isSystemFolder(path))) {
        return unknownOutput(instruction);
      }
      for (const path of taken) paths.add(path);
    }
    if (name !== 'cargo' || words[0] !== 'install' || !words.includes('--path')) continue;
    const environment = site.states[instruction.index]?.environment;
    const root =
      optionOf(step, ['--root'])?.value ??
      step.assignments.get('CARGO_INSTALL_ROOT') ??
      environment?.get('CARGO_INSTALL_ROOT');
    const home = environment?.get('CARGO_HOME');
    const bin =
      root === undefined
        ? home === undefined
          ? CARGO_BIN
          : `${home}/bin`
        : joinPath(step.folder, `${root}/bin`);
    const path = optionOf(step, ['--path'])?.value;
    const at = path === undefined ? undefined : joinPath(step.folder, path);
    if (bin === undefined || at === undefined || !isWithin(at, folder)) {
      return unknownOutput(instruction);
    }
    const inner = [project.folder, at.slice(folder.length + 1)]
      .filter((part) => part !== '')
      .join('/');
    const named = words.flatMap((word, index) =>
      words[index - 1] === '--bin' ? (word ?? []) : [],
    );
    const programs = named.length > 0 ? named : readRustSources(site.context, inner).programs;
    if (programs.length === 0) return unknownOutput(instruction);
    for (const program of programs) paths.add(`${bin}/${program}`);
  }
  return { paths: [...paths] };
}

function unknownOutput(instruction: Instruction): Refusal {
  return refuse(
    'output-unknown',
    `Where ${placeOf(instruction)} puts the program can't be told; start it from the folder “target”, or copy it to an absolute path.`,
    instruction,
  );
}
