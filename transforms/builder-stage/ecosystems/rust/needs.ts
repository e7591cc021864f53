import type { RustSources } from '../../../../src/context/rust-sources.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import {
  packagesInFull,
  packagesInSlim,
  packagesWithCommand,
} from '../../../../src/knowledge/base-images.js';
import { packagesLinkedAs } from '../../../../src/knowledge/libraries.js';
import { BUILTINS } from '../../needs.js';
import { refuse, type Doubt, type Refusal, type Site } from '../../site.js';
import { optionOf, type BuildStep } from '../common/build-steps.js';
import { computedPrograms } from '../common/sentences.js';
import type { RustBuild } from './build.js';

/** What the sources do when they run that no split can keep. */
export function refusalOf(sources: RustSources): Refusal | undefined {
  if (sources.incomplete) {
    return refuse(
      'sources-unknown',
      'Some of the sources can not be read, so that what the program needs is not known.',
    );
  }
  if (sources.loadsLibraries !== undefined) {
    return refuse(
      'loads-libraries',
      `${sources.loadsLibraries} loads libraries by their names when it runs, and which these are can't be told.`,
    );
  }
  return sources.readsBuildOutput === undefined
    ? undefined
    : refuse(
        'outside-folder',
        `${sources.readsBuildOutput} reads files when it runs that a build script leaves in OUT_DIR, which the final stage would not have.`,
      );
}

/** What could not be told of a build. */
export function doubtsOf(
  steps: readonly BuildStep[],
  sources: RustSources,
  unknown: readonly string[],
): readonly Doubt[] {
  const target = steps
    .map((step) => optionOf(step, ['--target'])?.value)
    .find((name) => name?.includes('musl') === true);
  return [
    ...(unknown.length === 0
      ? []
      : [
          {
            reason: 'native-package',
            message: `${unknown.slice(0, 4).join(', ')} may need libraries of the system, and which is not known`,
          },
        ]),
    ...(sources.compiles === undefined
      ? []
      : [
          {
            reason: 'native-package',
            message: `${sources.compiles} compiles or looks for libraries, and which of them the program needs is not known`,
          },
        ]),
    ...(target === undefined
      ? []
      : [
          {
            reason: 'target-unproven',
            message: `That programs for ${target} run on the final base was not proven by a build`,
          },
        ]),
    ...computedPrograms(sources.programsRun),
  ];
}

/** The image starts something that another `cargo install` brought. */
export function installedTool(
  { outputs, steps }: RustBuild,
  commands: readonly ShellCommand[],
  suite: NonNullable<Site['suite']>,
): Refusal | undefined {
  const installs = steps.some(
    ({ name, words }) => name === 'cargo' && words[0] === 'install' && !words.includes('--path'),
  );
  const other = commands
    .flatMap((command) => {
      const resolved = resolveCommand(command);
      // What is named by its path is no program of cargo's own folder.
      return resolved?.name === undefined || resolved.word.value.includes('/') ? [] : resolved.name;
    })
    .find(
      (name) =>
        !outputs.some((path) => path.endsWith(`/${name}`)) &&
        packagesWithCommand(suite, name).length === 0,
    );
  return installs && other !== undefined && !BUILTINS.has(other)
    ? refuse(
        'command-unknown',
        `The image starts ${other}, which cargo may have installed for the build alone.`,
      )
    : undefined;
}

/** The packages of the libraries that sources of the project name themselves. */
export function linkedPackages(
  site: Site,
  sources: RustSources,
): { readonly packages: readonly string[] } | Refusal {
  const { suite } = site;
  const packages = new Set<string>();
  for (const name of sources.linked) {
    const found =
      suite === undefined
        ? []
        : packagesLinkedAs(suite, name).filter(
            (one) => packagesInFull('rust', suite)?.has(one) === true,
          );
    if (found.length === 0) {
      return refuse(
        'library-unknown',
        `The sources link with the library ${name}, and which package has it is not known.`,
      );
    }
    const slim = suite === undefined ? undefined : packagesInSlim('debian', suite);
    for (const one of found) if (slim?.has(one) !== true) packages.add(one);
  }
  return { packages: [...packages] };
}
