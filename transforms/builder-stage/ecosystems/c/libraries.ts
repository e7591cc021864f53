import type { CProject } from '../../../../src/context/c-project.js';
import { packagesInImage, packagesInSlim } from '../../../../src/knowledge/base-images.js';
import {
  packagesLinkedAs,
  packagesWithHeader,
  runTimePackages,
} from '../../../../src/knowledge/libraries.js';
import { distributionOf } from '../../../../src/knowledge/suites.js';
import { refuse, type BuildPlan, type Refusal, type Site } from '../../site.js';
import type { BuildStep } from '../common/build-steps.js';

/**
 * The major version of GCC whose libraries a suite has: what its `libstdc++6` is built from. A newer compiler makes programs that ask
 * for symbol versions which these lack (`GLIBCXX_3.4.32`). By the packages `gcc-12-base` and their like of each suite.
 */
const GCC_OF_SUITE: Readonly<Record<string, number>> = { bullseye: 10, bookworm: 12, trixie: 14 };

/** Libraries of GCC beside those that every image has, by what asks for them. */
const GCC_LIBRARIES: readonly (readonly [RegExp, string])[] = [
  [/-fopenmp\b|\bOpenMP\b|openmp\b|-lgomp\b/, 'libgomp1'],
  [/-latomic\b/, 'libatomic1'],
  [/-lquadmath\b/, 'libquadmath0'],
  [/-fgnu-tm\b|-litm\b/, 'libitm1'],
];
/** What a program asks of files of the system that a full image has and a slim one may lack. */
const FILES_OF_PACKAGES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:localtime(?:_r)?|tzset|mktime|locate_zone|zoned_time)\b/, 'tzdata'],
  [/\b(?:getservby(?:name|port)|getprotoby(?:name|number)|getaddrinfo)\b/, 'netbase'],
];
const TLS = /^lib(?:curl|ssl|gnutls|nss3|mbedtls|wolfssl)/;

/** Whether an image brings development packages of its own, with which a program can be linked without an install. */
export function bringsLibraries(image: string): boolean {
  return image === 'gcc' || image === 'buildpack-deps';
}

/** The packages that the final stage needs for libraries that the file does not install itself, or why that can't be told. */
export function libraryPackages(
  site: Site,
  project: CProject,
  steps: readonly BuildStep[],
): readonly string[] | Refusal {
  const { suite, image } = site;
  const flags = [
    ...project.buildFiles.map(({ text }) => text),
    ...steps.flatMap(({ words }) => words.map((word) => word ?? '')),
  ].join('\n');
  const sanitizer = /-fsanitize=|-lasan\b/.exec(flags);
  if (sanitizer !== null) {
    return refuse(
      'native-package',
      `The build asks for ${sanitizer[0]}, and which libraries that needs at run time is not known.`,
    );
  }
  const newer = newerLibraries(site, project, steps, flags);
  if (newer !== undefined) return newer;
  const packages = new Set(
    GCC_LIBRARIES.flatMap(([pattern, name]) => (pattern.test(flags) ? [name] : [])),
  );
  if (project.languages.has('fortran')) packages.add('libgfortran5').add('libquadmath0');
  if (!bringsLibraries(image)) return [...packages];

  const debian = suite !== undefined && distributionOf(suite) === 'debian';
  const held = debian ? packagesInImage(image, site.tag ?? suite, suite) : undefined;
  const slim = debian ? packagesInSlim('debian', suite) : undefined;
  if (suite === undefined || held === undefined || slim === undefined) {
    const foreign = [...project.includes].find((name) => !isStandard(name));
    return foreign === undefined
      ? [...packages]
      : refuse(
          'library-unknown',
          `The sources include ${foreign}, and what ${site.written} has of libraries is not known.`,
        );
  }
  const words = new Set([
    ...project.linked,
    ...steps.flatMap((step) =>
      step.words.flatMap((word) => /^-l([\w+.-]+)$/.exec(word ?? '')?.[1] ?? []),
    ),
  ]);
  const needed = [
    ...[...project.includes].flatMap((header) =>
      packagesWithHeader(suite, header)
        .filter((name) => held.has(name))
        .flatMap((name) => runTimePackages(suite, name) ?? []),
    ),
    ...[...words].flatMap((name) => packagesLinkedAs(suite, name).filter((one) => held.has(one))),
    ...FILES_OF_PACKAGES.flatMap(([pattern, name]) =>
      held.has(name) && pattern.test(project.text) ? [name] : [],
    ),
  ];
  for (const name of needed) packages.add(name);
  if (needed.some((name) => TLS.test(name))) packages.add('ca-certificates');
  return [...packages].filter((name) => !slim.has(name));
}

/** Whether libraries are among these packages that check certificates, for which they need the system's. */
export function checksCertificates(packages: readonly string[]): boolean {
  return packages.some((name) => TLS.test(name));
}

/** A compiler that is newer than the suite makes C++ programs that the suite's own libraries can't run. */
function newerLibraries(
  site: Site,
  project: CProject,
  steps: readonly BuildStep[],
  flags: string,
): Refusal | undefined {
  if (site.image !== 'gcc') return undefined;
  const usesCpp =
    project.languages.has('c++') || steps.some(({ name }) => /^(?:g\+\+|c\+\+)/.test(name ?? ''));
  const runTime =
    usesCpp || project.languages.has('fortran') || /-fopenmp\b|-latomic\b/.test(flags);
  if (!runTime || /(?:^|\s)-static\b(?!-)/.test(flags)) return undefined;
  const major = Number(/^\d+/.exec(site.tag ?? '')?.[0] ?? Number.NaN);
  const own = site.suite === undefined ? undefined : GCC_OF_SUITE[site.suite];
  if (own !== undefined && major <= own) return undefined;
  const [first] = steps;
  return refuse(
    'newer-libraries',
    `${site.written} compiles with libraries of GCC that are newer than those of its release of Debian, which the final stage would have; link with -static-libstdc++ and -static-libgcc by hand, or name a tag whose GCC is Debian's.`,
    first?.instruction,
  );
}

const STANDARD =
  /^(?:[a-z_]+|c(?:assert|ctype|errno|fenv|float|inttypes|limits|locale|math|setjmp|signal|stdarg|stddef|stdint|stdio|stdlib|string|time|uchar|wchar|wctype)|(?:assert|complex|cpio|ctype|dirent|dlfcn|endian|errno|fcntl|fenv|float|fnmatch|ftw|getopt|glob|grp|iconv|ifaddrs|inttypes|langinfo|libgen|limits|locale|malloc|math|mqueue|netdb|poll|pthread|pwd|regex|sched|search|semaphore|setjmp|signal|spawn|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|syslog|termios|tgmath|threads|time|unistd|utime|wchar|wctype|omp|immintrin|x86intrin)\.h|(?:sys|net|netinet|arpa|linux|asm|asm-generic)\/[\w/]+\.h)$/;

/** Headers of the C and C++ libraries and of the kernel. */
export function isStandard(header: string): boolean {
  return STANDARD.test(header);
}

/** Libraries that check certificates come without the system's, which installs with recommended packages bring along. */
export function certificates({ site, builds }: BuildPlan): readonly string[] {
  const text = builds.map(({ arguments: words }) => words.text).join('\n');
  const names = [
    ...text.matchAll(/\blib(?:curl4?|ssl|gnutls\w*|nss3|mbedtls|wolfssl)\b[\w-]*-dev\b/g),
  ].map(([name]) => name.replace(/-dev$/, ''));
  const brought =
    bringsLibraries(site.image) ||
    /\bca-certificates\b/.test(text) ||
    !text.includes('--no-install-recommends');
  return brought && checksCertificates(names) ? ['ca-certificates'] : [];
}
