import { finalBaseOf } from '../../ecosystems/c/base.js';
import { readBuild } from '../../ecosystems/c/build.js';
import { c } from '../../ecosystems/c/index.js';
import { certificates, libraryPackages } from '../../ecosystems/c/libraries.js';
import { outputsOf } from '../../ecosystems/c/outputs.js';
import { programsOf, runsTools } from '../../ecosystems/c/programs.js';
import { isWithin } from '../../folders.js';
import { refuse, type BuildPlan, type Refusal } from '../../site.js';
import type { ProgramNeeds, Toolchain } from './toolchain.js';

/** C and C++: Debian slim of the same suite in place of the images with compilers. */
export const cToolchain: Toolchain = {
  ecosystem: c,
  images: ['gcc', 'buildpack-deps'],
  places: /\/usr\/local\/(?:lib64|libexec\/gcc|lib\/gcc)\b/,
  programs: undefined,
  needs,
};

function needs(plan: BuildPlan): ProgramNeeds | Refusal {
  const { site } = plan;
  const build = readBuild(plan);
  if ('kind' in build) return build;
  const { folder, project, steps } = build;
  const compiler = runsTools(plan);
  if (compiler !== undefined) return compiler;
  if (project.loadsLibraries !== undefined) {
    return refuse(
      'loads-libraries',
      `${project.loadsLibraries} loads libraries by their names when it runs, and which these are can't be told.`,
    );
  }
  const base = finalBaseOf(site);
  if ('kind' in base) return base;
  const libraries = libraryPackages(site, project, steps);
  if ('kind' in libraries) return libraries;
  const made = outputsOf(build, site.image === 'gcc');
  if ('kind' in made) return made;
  return {
    base: base.reference,
    linked: true,
    packages: [...libraries, ...certificates(plan)],
    certificates: false,
    programs: programsOf(project),
    doubts: project.programsRun.includes(undefined)
      ? [
          {
            reason: 'program-unknown',
            message:
              'The program runs others whose names are computed, and the new base may lack them',
          },
        ]
      : [],
    // What fetches files is refused, so that a program in the folder of the sources was made there.
    isOutput: (path) => isWithin(path, folder) || made.paths.some((one) => isWithin(path, one)),
    hasCommand: undefined,
  };
}
