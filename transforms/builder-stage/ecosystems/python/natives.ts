import type { PythonRequirement } from '../../../../src/context/python-project.js';
import { lostPackages } from '../../../../src/knowledge/base-images.js';
import {
  foundLibraries,
  likelyLibraries,
  linkedLibraries,
  pythonNeed,
  type NativeNeed,
} from '../../../../src/knowledge/native-packages.js';
import type { Suite } from '../../../../src/knowledge/suites.js';
import type { Doubt, Site } from '../../site.js';
import { releaseOf } from './system-python.js';

/** Packages that run a compiler of the system while a program runs, in some of their uses; from their documentation, from memory. */
const COMPILES_LATER: ReadonlySet<string> = new Set(
  'aesara cppyy cupy deepspeed pymc pymc3 pystan pytensor theano torch triton vllm'.split(' '),
);

/** Libraries that the packages of compilers depend on, so that wheels find them beside a compiler and nowhere else. */
const OF_COMPILERS: ReadonlySet<string> = new Set(['libgomp1']);
const COMPILERS = /^(?:build-essential|g\+\+|gcc|gfortran)(?:-\d+)?$/;

/** What installing a requirement takes with the interpreter of the image. */
export function needOf(site: Site, { name, specifier }: PythonRequirement): NativeNeed {
  const interpreter = /^\d+\.\d+/.exec(releaseOf(site) ?? '')?.[0];
  return pythonNeed(name ?? '', /^===?([\w.]+)$/.exec(specifier)?.[1], interpreter);
}

/** What installed packages need of the final stage. */
export interface NativeNeeds {
  /** Debian packages with the libraries and programs that they look for. */
  readonly packages: readonly string[];
  readonly doubts: readonly Doubt[];
}

/**
 * The libraries that the packages of the virtual environment look for when they run.
 * @param leavesFull the final stage is the slim twin of a full image, so that what only that has is lost
 * @param headers the packages that the file installs to compile
 */
export function nativeNeeds(
  site: Site,
  suite: Suite,
  requirements: readonly PythonRequirement[],
  { leavesFull, headers }: { readonly leavesFull: boolean; readonly headers: readonly string[] },
): NativeNeeds {
  const packages = new Set<string>();
  const doubts: Doubt[] = [];
  const compilesLater = requirements.find(({ name }) => COMPILES_LATER.has(name ?? ''));
  if (compilesLater?.name !== undefined) {
    doubts.push({
      reason: 'program-unknown',
      message: `${compilesLater.name} may compile when the program runs, and the final stage has no compiler.`,
    });
  }
  const lost = (names: readonly string[]): readonly string[] =>
    (leavesFull ? lostPackages('python', suite, names) : undefined) ?? [];
  const compiles = headers.some((one) => COMPILERS.test(one));
  for (const requirement of requirements) {
    const need = needOf(site, requirement);
    const name = requirement.name ?? requirement.url ?? 'a package';
    if (need.kind === 'prebuilt') {
      const brought = leavesFull ? [] : need.packages.filter((one) => OF_COMPILERS.has(one));
      for (const one of [...lost(need.packages), ...(compiles ? brought : [])]) packages.add(one);
      if (!need.certain && leavesFull) {
        doubts.push({
          reason: 'native-package',
          message: `It is not known whether the release of ${name} that is asked for was published as a binary package, or is compiled with libraries of the full image.`,
        });
      }
    } else if (need.kind === 'compiler') {
      const linked = linkedLibraries(name);
      // The full image has headers of its own, beside those that the file installs by name.
      if (linked === undefined && (leavesFull || headers.every(isOfEveryCompiler))) {
        doubts.push({
          reason: 'native-package',
          message: `${name} is compiled, and which shared libraries it then needs is not known.`,
        });
      }
      // What Debian's own build links with makes the unsafe split most likely right.
      const likely = [...foundLibraries(name, headers), ...lost(likelyLibraries(name, suite))];
      for (const one of linked ?? likely) packages.add(one);
    } else if (need.kind === 'unknown' && leavesFull) {
      doubts.push({
        reason: 'native-package',
        message: `It is not known whether ${name} links with libraries of the full image.`,
      });
    }
  }
  return { packages: [...packages], doubts };
}

function isOfEveryCompiler(name: string): boolean {
  return !name.endsWith('-dev') || /^(?:python3?|libc6|musl)-dev$/.test(name);
}
