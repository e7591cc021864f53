import { finalBaseOf } from '../../ecosystems/go/base.js';
import { go } from '../../ecosystems/go/index.js';
import { outputsOf } from '../../ecosystems/go/outputs.js';
import { findProject } from '../../ecosystems/go/project.js';
import { programsOf, runsGo, systemNeeds } from '../../ecosystems/go/system.js';
import { refuse, type BuildPlan, type Refusal } from '../../site.js';
import type { ProgramNeeds, Toolchain } from './toolchain.js';

/** Go: Debian slim of the same suite, or the same Alpine, in place of the image with the compiler. */
export const goToolchain: Toolchain = {
  ecosystem: go,
  images: go.images,
  places: /\/usr\/local\/go(?:\/|\b)|\/go\/(?:pkg|src)\b/,
  programs: '/go/bin',
  needs,
};

function needs(plan: BuildPlan): ProgramNeeds | Refusal {
  const { site, builds } = plan;
  const compiler = runsGo(plan);
  if (compiler !== undefined) return compiler;
  const project = findProject(site, builds);
  if ('kind' in project) return project;
  const outputs = outputsOf(site, builds, project);
  if ('kind' in outputs) return outputs;
  if (outputs.length === 0) {
    return refuse(
      'output-unknown',
      'No RUN writes a program with “go build”, so that what runs here is not known.',
    );
  }
  const linked = outputs.some(({ cgo }) => cgo);
  const base = finalBaseOf(site, false);
  if ('kind' in base) return base;
  const system = systemNeeds(site, project, base);
  if ('kind' in system) return system;
  return {
    base: base.reference,
    linked,
    packages: [],
    certificates: system.certificates,
    programs: programsOf(project),
    doubts: system.doubts,
    isOutput: (path) => outputs.some((one) => one.path === path),
    hasCommand: undefined,
  };
}
