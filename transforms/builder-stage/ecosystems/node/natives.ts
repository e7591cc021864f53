import { instructionCommands } from '../../../../src/dockerfile/commands.js';
import { lostPackages } from '../../../../src/knowledge/base-images.js';
import {
  nodeLibraries,
  nodeNeed,
  type NativeNeed,
} from '../../../../src/knowledge/native-packages.js';
import { oldestOf } from '../../../../src/knowledge/release-order.js';
import { NEUTRAL } from '../../command-role.js';
import { LAUNCHERS, words } from './commands.js';
import type { FoundProject } from './project.js';
import type { BuildPlan, Doubt, Site } from '../../site.js';

/** Whether the build may need more of the full image than Node itself: a compiler, or other programs. */
export function mayCompile(
  { site, builds }: BuildPlan,
  { project, manifests }: FoundProject,
): boolean {
  const plain = builds.every((instruction) => {
    const state = site.states[instruction.index];
    return (
      state !== undefined &&
      instructionCommands(instruction, state).commands.every((command) => {
        const name = words(command).name ?? '';
        return LAUNCHERS.has(name) || NEUTRAL.has(name);
      })
    );
  });
  const needs =
    project.lockedPackages
      ?.filter(({ hasInstallScript }) => hasInstallScript !== false)
      .map(({ name, version }) => nodeNeed(name, version)) ??
    manifests
      .flatMap(({ dependencies, devDependencies }) => [...dependencies, ...devDependencies])
      .map(declaredNeed);
  return (
    !plain ||
    manifests.some(({ versionControlDependencies }) => versionControlDependencies.length > 0) ||
    needs.some((need) => need.kind === 'unknown' || isCompiled(need))
  );
}

/** What a dependency of a manifest needs, by its name and range. */
export function declaredNeed([name, range]: readonly [string, string]): NativeNeed {
  return nodeNeed(name, oldestOf(range));
}

/** Whether a package is compiled, or no source tells that its binary comes by npm. */
function isCompiled(need: NativeNeed): boolean {
  return need.kind === 'compiler' || (need.kind === 'prebuilt' && !need.certain);
}

/** What packages with native code need of the slim image. */
export function nativeNeeds(
  site: Site,
  { project, manifests }: FoundProject,
): { readonly packages: readonly string[]; readonly doubts: readonly Doubt[] } {
  const locked = project.lockedPackages;
  const production =
    locked === undefined
      ? manifests
          .flatMap(({ dependencies }) => [...dependencies])
          .map(([name, range]) => ({
            name,
            version: oldestOf(range),
            hasInstallScript: undefined,
            optional: undefined,
          }))
      : locked.filter(({ development, optional }) => development !== true && optional !== true);
  const packages = new Set<string>();
  const doubts: Doubt[] = [];
  for (const { name, version, hasInstallScript } of production) {
    const need = nodeNeed(name, version);
    const libraries = !isCompiled(need)
      ? need.kind === 'prebuilt'
        ? need.packages
        : []
      : hasInstallScript === false
        ? []
        : nodeLibraries(name, site.suite);
    if (libraries === undefined) {
      doubts.push({
        reason: 'native-package',
        message: `${name} is built from source, and which shared libraries it then needs is not known.`,
      });
    } else if (libraries.length > 0) {
      const lost =
        site.suite === undefined ? undefined : lostPackages('node', site.suite, libraries);
      if (lost === undefined) {
        doubts.push({
          reason: 'native-package',
          message: `${name} needs ${libraries.join(', ')}, and it is not known whether the slim image of this release has that.`,
        });
      }
      for (const one of lost ?? []) packages.add(one);
    } else if (need.kind === 'unknown' && hasInstallScript === true) {
      doubts.push({
        reason: 'native-package',
        message: `${name} runs a script or a compiler when it is installed, and what it then needs of the system is not known.`,
      });
    } else if (
      need.kind === 'unknown' &&
      hasInstallScript === undefined &&
      manifests.some(({ dependencies }) => dependencies.has(name))
    ) {
      doubts.push({
        reason: 'native-package',
        message: `The lock file does not say whether ${name} has native code.`,
      });
    }
  }
  return { packages: [...packages], doubts: doubts.slice(0, 1) };
}
