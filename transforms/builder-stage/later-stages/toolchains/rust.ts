import { distributionBase } from '../../ecosystems/common/final-base.js';
import { CARGO_BIN, isOfBuild, readBuild } from '../../ecosystems/rust/build.js';
import { crateNeeds } from '../../ecosystems/rust/crates.js';
import { rust } from '../../ecosystems/rust/index.js';
import { runsCargo } from '../../ecosystems/rust/plan.js';
import { doubtsOf, linkedPackages, refusalOf } from '../../ecosystems/rust/needs.js';
import { refuse, type BuildPlan, type Refusal } from '../../site.js';
import type { ProgramNeeds, Toolchain } from './toolchain.js';

/** Rust: Debian slim of the same suite in place of the image with the compiler. */
export const rustToolchain: Toolchain = {
  ecosystem: rust,
  images: rust.images,
  places: /\/usr\/local\/(?:rustup|cargo\/(?!bin\b))/,
  programs: CARGO_BIN,
  needs,
};

function needs(plan: BuildPlan): ProgramNeeds | Refusal {
  const { site } = plan;
  const compiler = runsCargo(plan);
  if (compiler !== undefined) return compiler;
  const build = readBuild(plan);
  if ('kind' in build) return build;
  const { folder, project, sources, steps, outputs } = build;
  const refusal = refusalOf(sources);
  if (refusal !== undefined) return refusal;
  const base = distributionBase(site, false);
  if ('kind' in base) return base;
  if (base.suite === undefined) {
    return refuse('suite-unknown', `Which release of Debian ${site.written} is can't be told.`);
  }
  const crates = crateNeeds(project.crates ?? [], base.suite);
  const linked = linkedPackages(site, sources);
  if ('kind' in linked) return linked;
  return {
    base: base.reference,
    linked: true,
    packages: [...crates.packages, ...linked.packages],
    certificates: false,
    programs: sources.programsRun.flatMap((name) =>
      name === undefined ? [] : [{ name, place: 'the program' }],
    ),
    doubts: doubtsOf(steps, sources, crates.unknown),
    isOutput: (path) => outputs.includes(path) || isOfBuild(path, folder),
    hasCommand: undefined,
  };
}
