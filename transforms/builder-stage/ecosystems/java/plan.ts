import { placeOf } from '../../../../src/dockerfile/place.js';
import { readJavaSources, type JavaSources } from '../../../../src/context/java-sources.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { needsJdk } from '../../../../src/knowledge/java-images.js';
import { appFolder } from '../../folders.js';
import { runTimeCommands } from '../../run-time-commands.js';
import { refuse, type BuildPlan, type Doubt, type Refusal, type Split } from '../../site.js';
import { samePlaces } from '../common/artefacts.js';
import { buildSteps } from '../common/build-steps.js';
import { copiedPaths } from '../common/context-paths.js';
import { withScripts } from '../common/scripts.js';
import { noAppFolder, keptAlone, wholeFolder } from '../common/sentences.js';
import { strayPath } from '../common/stray-paths.js';
import { javaBase, type JavaBase } from './base.js';
import { programFiles } from './files.js';
import { ownerInFinalStage } from './owner.js';

/** What the image starts, with the files that it reads, beside a JRE of the same release. */
export function plan(buildPlan: BuildPlan): Split | Refusal {
  const { site, builds } = buildPlan;
  const folder = appFolder(site);
  if (folder === undefined) {
    return noAppFolder('/app');
  }
  const seen = runTimeCommands(buildPlan, false);
  if ('kind' in seen) return seen;
  for (const { command, place } of seen.commands) {
    const name = resolveCommand(command)?.name ?? '';
    if (needsJdk(name)) {
      return refuse(
        'runs-compiler',
        `${place} runs ${name}, which a JRE can’t, so that the image needs the JDK; build the program in a RUN and run what that makes.`,
      );
    }
  }
  const sources = readJavaSources(site.context, copiedPaths(site));
  const steps = buildSteps(site, builds);
  const fetched = steps.find(
    ({ name, words }) => name === 'git' && /^(?:clone|pull|submodule)$/.test(words[0] ?? ''),
  );
  if (fetched !== undefined || sources.isEmpty) {
    return refuse(
      'sources-unknown',
      `${fetched === undefined ? 'No source of the program is in the build context' : `${placeOf(fetched.instruction)} fetches sources`}, so that what it needs and reads can’t be seen.`,
      fetched?.instruction,
    );
  }
  if (sources.usesJdk !== undefined) {
    return refuse(
      'runs-compiler',
      `${sources.usesJdk} uses the compiler or other tools of the JDK while the program runs.`,
    );
  }
  const base = javaBase(site, builds, sources.draws !== undefined);
  if ('kind' in base) return base;
  const fixed = oldPlaces(buildPlan, base);
  if (fixed !== undefined) return fixed;
  const files = programFiles(buildPlan, seen.commands, sources, folder, steps);
  if ('kind' in files) return files;
  const stray = strayPath(buildPlan, folder, files.paths);
  if (stray !== undefined) return stray;
  const owner = ownerInFinalStage(buildPlan, folder);
  if (typeof owner === 'object') return owner;
  return withScripts(buildPlan, {
    kind: 'split',
    finalBase: base.reference,
    artefacts: samePlaces(buildPlan, files.paths, () => owner),
    linesBefore: new Map(),
    builderLines: [],
    finalLines: [],
    packages: base.packages,
    linksManualPages: base.reference.includes('slim'),
    leftBehind: [],
    programs: sources.programs
      .filter(({ name }) => base.hasCommand?.(name) !== true && name !== 'java')
      .map(({ name, path }) => ({ name, place: path })),
    doubts: [
      ...base.doubts,
      ...doubtsOf({ ...sources, library: sources.library ?? files.library }),
    ],
    notes: [
      keptAlone(site, files.paths, base.reference),
      ...(files.whole ? [wholeFolder(folder)] : []),
    ],
  });
}

/** What could not be told of a program. */
export function doubtsOf(sources: JavaSources): readonly Doubt[] {
  const { library, loadsLibrary, draws, computedProgram } = sources;
  return [
    ...(loadsLibrary === undefined
      ? []
      : [
          {
            reason: 'native-package',
            message: `${loadsLibrary} loads a library of machine code, and what that needs is not known`,
          },
        ]),
    ...(library === undefined
      ? []
      : [
          {
            reason: 'java-library',
            message: `${library} uses classes of others, and what those ask of the image or of a JDK is in class files`,
          },
        ]),
    ...(draws === undefined
      ? []
      : [
          {
            reason: 'native-package',
            message: `${draws} draws, and which fonts and libraries that takes is not known`,
          },
        ]),
    ...(computedProgram === undefined
      ? []
      : [
          {
            reason: 'program-unknown',
            message: `${computedProgram} runs programs whose names are computed, and the final image may lack them`,
          },
        ]),
  ];
}

/** Places of the image with the JDK that the one with the JRE has elsewhere. */
export function oldPlaces({ site, roles }: BuildPlan, base: JavaBase): Refusal | undefined {
  if (base.hasCommand === undefined) return undefined;
  const named = site.stage.instructions.find(
    ({ index, arguments: { text } }) =>
      ['both', 'final'].includes(roles.get(index) ?? '') &&
      /\/usr\/(?:local\/openjdk|java\/|lib\/jvm|share\/maven)|\/docker-java-home|\/jre\/lib\/|\/opt\/gradle/.test(
        text,
      ),
  );
  return named === undefined
    ? undefined
    : refuse(
        'fixed-path',
        `${placeOf(named)} names a folder of ${site.written} that ${base.reference} does not have.`,
        named,
      );
}
