import type { FileEntry } from '../../../src/comparison/image-contents.js';
import { file } from '../images.js';

/** A package for a hand-made image. */
export interface Sample {
  readonly name: string;
  readonly paths?: readonly string[];
  /** Further fields of its stanza: `Depends: libc6`. */
  readonly fields?: string;
  readonly automatic?: boolean;
}

/** Texts of the databases of dpkg and apt for these packages. */
export function debianDatabases(packages: readonly Sample[]): ReadonlyMap<string, string> {
  return new Map([
    [
      '/var/lib/dpkg/status',
      packages
        .map(
          ({ name, fields }) =>
            `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n${fields === undefined ? '' : `${fields}\n`}`,
        )
        .join('\n'),
    ],
    [
      '/var/lib/apt/extended_states',
      packages
        .filter(({ automatic }) => automatic === true)
        .map(({ name }) => `Package: ${name}\nArchitecture: amd64\nAuto-Installed: 1\n`)
        .join('\n'),
    ],
    ...packages.map(
      ({ name, paths }) =>
        [`/var/lib/dpkg/info/${name}.list`, `/.\n${(paths ?? []).join('\n')}\n`] as const,
    ),
  ]);
}

/** The files of packages, with dpkg's own files about them. */
export function debianFiles(packages: readonly Sample[]): Readonly<Record<string, FileEntry>> {
  return Object.fromEntries(
    packages.flatMap(({ name, paths }) => [
      ...(paths ?? []).map((path) => [path, file(path.length)] as const),
      [`/var/lib/dpkg/info/${name}.list`, file(name.length)] as const,
      [`/var/lib/dpkg/info/${name}.md5sums`, file(name.length)] as const,
    ]),
  );
}
