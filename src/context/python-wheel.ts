/** The interpreter and the system that a wheel has to fit. */
export interface WheelPlatform {
  /** CPython's release, major and minor: `3.12`; undefined where it is not known. */
  readonly release: string | undefined;
  /** The C library's release: `2.36`; undefined where it is not known. */
  readonly glibc: string | undefined;
}

/** How the files of a package are installed on Linux, x86-64, with CPython. */
export type WheelKind =
  /** A wheel without compiled code. */
  | 'pure'
  /** A wheel with compiled code that fits. */
  | 'binary'
  /** No wheel fits: pip builds it from its source archive. */
  | 'source'
  /** Whether a wheel fits depends on what is not known. */
  | 'unknown';

/**
 * What pip takes of the files that are published of a package's version.
 * @param files names of wheels and source archives
 * @see https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/
 */
export function wheelKind(files: readonly string[], platform: WheelPlatform): WheelKind {
  const fits = files.flatMap((file) => {
    const tags = wheelTags(file);
    return tags === undefined ? [] : [fit(tags, platform)];
  });
  if (fits.includes('binary')) return 'binary';
  if (fits.includes('pure')) return 'pure';
  if (fits.includes('unknown')) return 'unknown';
  return files.length === 0 ? 'unknown' : 'source';
}

interface WheelTags {
  readonly pythons: readonly string[];
  readonly abis: readonly string[];
  readonly platforms: readonly string[];
}

/** The tags at the end of a wheel's name: `numpy-2.1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`. */
function wheelTags(file: string): WheelTags | undefined {
  const parts = file.endsWith('.whl') ? file.slice(0, -'.whl'.length).split('-') : [];
  const [pythons, abis, platforms] = parts.slice(-3).map((part) => part.split('.'));
  if (parts.length < 5 || pythons === undefined || abis === undefined || platforms === undefined) {
    return undefined;
  }
  return { pythons, abis, platforms };
}

function fit(tags: WheelTags, platform: WheelPlatform): 'pure' | 'binary' | 'unknown' | 'none' {
  const isPure = tags.platforms.includes('any');
  const system = isPure ? 'yes' : strongest(tags.platforms.map((tag) => systemFit(tag, platform)));
  const interpreter = strongest(
    tags.pythons.flatMap((python) =>
      tags.abis.map((abi) => interpreterFit(python, abi, platform.release)),
    ),
  );
  if (system === 'no' || interpreter === 'no') return 'none';
  if (system === 'unknown' || interpreter === 'unknown') return 'unknown';
  return isPure ? 'pure' : 'binary';
}

type Answer = 'yes' | 'unknown' | 'no';

function strongest(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}

const NAMED_MANYLINUX: Readonly<Record<string, string>> = {
  manylinux1: '2.5',
  manylinux2010: '2.12',
  manylinux2014: '2.17',
};

function systemFit(tag: string, { glibc }: WheelPlatform): Answer {
  if (tag === 'linux_x86_64') return 'yes';
  const match = /^(manylinux(?:1|2010|2014)|manylinux_(\d+)_(\d+))_x86_64$/.exec(tag);
  if (match === null) return 'no';
  const [, name = '', major, minor] = match;
  const needed = major === undefined ? (NAMED_MANYLINUX[name] ?? '') : `${major}.${minor ?? ''}`;
  // No Debian that a living image of Python is built on has an older one.
  if (numberOf(needed) <= 17) return 'yes';
  return glibc === undefined ? 'unknown' : numberOf(needed) <= numberOf(glibc) ? 'yes' : 'no';
}

function interpreterFit(python: string, abi: string, release: string | undefined): Answer {
  const [, kind = '', major, minor] = /^(cp|py)(\d)(\d+)?$/.exec(python) ?? [];
  if (major !== '3') return 'no';
  const own = release === undefined ? undefined : numberOf(release);
  const atLeast = (lowest: number): Answer =>
    own === undefined ? 'unknown' : own >= lowest ? 'yes' : 'no';
  if (kind === 'py')
    return abi !== 'none' ? 'no' : minor === undefined ? 'yes' : atLeast(Number(minor));
  if (minor === undefined) return abi === 'none' ? 'yes' : 'no';
  if (abi === 'abi3') return atLeast(Number(minor));
  if (abi !== 'none' && !new RegExp(`^cp3${minor}m?$`).test(abi)) return 'no';
  return own === undefined ? 'unknown' : own === Number(minor) ? 'yes' : 'no';
}

/** The minor number of `3.12` or `2.36`; the major ones have not changed for long. */
function numberOf(release: string): number {
  return Number(/^\d+\.(\d+)/.exec(release)?.[1] ?? Number.NaN);
}
