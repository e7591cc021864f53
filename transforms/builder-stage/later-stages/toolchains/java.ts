import { placeOf } from '../../../../src/dockerfile/place.js';
import { readJavaSources } from '../../../../src/context/java-sources.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { needsJdk } from '../../../../src/knowledge/java-images.js';
import { copiedPaths } from '../../ecosystems/common/context-paths.js';
import { javaBase } from '../../ecosystems/java/base.js';
import { java } from '../../ecosystems/java/index.js';
import { doubtsOf, oldPlaces } from '../../ecosystems/java/plan.js';
import { isJava } from '../../ecosystems/java/starts.js';
import { runTimeCommands } from '../../run-time-commands.js';
import { refuse, type BuildPlan, type Refusal } from '../../site.js';
import type { ProgramNeeds, Toolchain } from './toolchain.js';

/** Java: the JRE of the same release in place of the images of build tools. Those of JDKs are left to slim-base. */
export const javaToolchain: Toolchain = {
  ecosystem: java,
  images: ['amazoncorretto', 'gradle', 'maven'],
  places: /\/usr\/share\/maven\b|\/opt\/gradle\b/,
  programs: undefined,
  needs,
};

function needs(plan: BuildPlan): ProgramNeeds | Refusal {
  const { site, roles } = plan;
  const seen = runTimeCommands(plan, false);
  if ('kind' in seen) return seen;
  for (const { command, place } of seen.commands) {
    const name = resolveCommand(command)?.name ?? '';
    if (needsJdk(name)) {
      return refuse('runs-compiler', `${place} runs ${name}, which a JRE can’t.`);
    }
  }
  const sources = readJavaSources(site.context, copiedPaths(site));
  if (sources.isEmpty) {
    return refuse(
      'sources-unknown',
      'No source of the program is in the build context, so that what it needs can’t be seen.',
    );
  }
  if (sources.usesJdk !== undefined) {
    return refuse(
      'runs-compiler',
      `${sources.usesJdk} uses the compiler or other tools of the JDK while the program runs.`,
    );
  }
  const base = javaBase(site, [], sources.draws !== undefined);
  if ('kind' in base) return base;
  const fixed = oldPlaces(plan, base);
  if (fixed !== undefined) return fixed;
  const user = site.stage.instructions.find(
    ({ index, keyword, arguments: { text }, flags }) =>
      site.image === 'gradle' &&
      roles.get(index) === 'final' &&
      ((keyword === 'USER' && /^gradle\b/.test(text)) ||
        flags.some(({ name, value }) => name === 'chown' && value?.startsWith('gradle') === true)),
  );
  if (user !== undefined) {
    return refuse(
      'user-of-builder',
      `${placeOf(user)} names the user gradle, which ${base.reference} does not have.`,
      user,
    );
  }
  return {
    base: base.reference,
    linked: false,
    packages: base.packages,
    certificates: false,
    programs: sources.programs
      .filter(({ name }) => base.hasCommand?.(name) !== true && name !== 'java')
      .map(({ name, path }) => ({ name, place: path })),
    doubts: [...base.doubts, ...doubtsOf(sources)],
    isOutput: () => false,
    hasCommand: (command) => {
      const name = resolveCommand(command)?.name;
      return isJava(command) || (name !== undefined && base.hasCommand?.(name) === true);
    },
  };
}
