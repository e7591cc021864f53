import type { BuildContext } from './build-context.js';
import { REGISTRY, type DependencyOrigin, type LockedDependency } from './dependency.js';
import { readJson } from './structured-text.js';
import { list, mapping, scalar } from './usage-data.js';

/** A package that a `composer.lock` holds. */
export interface LockedPhpPackage extends LockedDependency {
  /** `library`, `composer-plugin`, `metapackage` … */
  readonly type: string;
  /** An archive is published, so that nothing is cloned unless the archive can't be had. */
  readonly hasArchive: boolean;
  /** Names of its programs, without their folders. */
  readonly binaries: readonly string[];
}

/** What a folder with a `composer.json` says of a PHP program. */
export interface PhpProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  /** Constraints by package name; those of the platform (`php`, `ext-…`) are among them. */
  readonly require: ReadonlyMap<string, string>;
  readonly requireDev: ReadonlyMap<string, string>;
  /** PHP extensions that the project or a locked package asks for, without `ext-`. */
  readonly extensions: readonly string[];
  /** The lines of each script: shell commands, `@php …`, `@composer …`, `@other-script` and `Class::method`. */
  readonly scripts: ReadonlyMap<string, readonly string[]>;
  /** Addresses of repositories of version control that are named for packages. */
  readonly versionControlRepositories: readonly string[];
  /** The packages of `composer.lock`; undefined where there is none that can be read. */
  readonly packages: readonly LockedPhpPackage[] | undefined;
}

type Entry = Readonly<Record<string, unknown>>;

/**
 * Reads `composer.json` and `composer.lock` of a folder; undefined where there is no readable `composer.json`.
 * @see https://getcomposer.org/doc/04-schema.md
 */
export function readPhpProject(context: BuildContext, folder: string): PhpProject | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const text = context.read(`${prefix}composer.json`);
  const manifest = text === undefined ? undefined : readJson(text);
  if (manifest === undefined) return undefined;
  const lockText = context.read(`${prefix}composer.lock`);
  const lock = lockText === undefined ? undefined : readJson(lockText);
  const require = textMap(manifest['require']);
  const locked = [...list(lock?.['packages']), ...list(lock?.['packages-dev'])].map(mapping);
  const platform = [
    ...require.keys(),
    ...locked.flatMap((one) => Object.keys(mapping(one['require']))),
  ];
  return {
    folder,
    require,
    requireDev: textMap(manifest['require-dev']),
    extensions: [
      ...new Set(platform.flatMap((name) => /^ext-(.+)$/.exec(name)?.[1]?.toLowerCase() ?? [])),
    ].sort(),
    scripts: new Map(
      Object.entries(mapping(manifest['scripts'])).map(([name, value]) => [
        name,
        (Array.isArray(value) ? list(value) : [value]).flatMap((line) => scalar(line) ?? []),
      ]),
    ),
    // A list, or a map of names to repositories.
    versionControlRepositories: [
      ...list(manifest['repositories']),
      ...Object.values(mapping(manifest['repositories'])),
    ]
      .map(mapping)
      .flatMap((repository) =>
        /^(?:vcs|git|github|gitlab|svn|hg)$/.test(scalar(repository['type']) ?? '')
          ? (scalar(repository['url']) ?? [])
          : [],
      ),
    packages: lock === undefined ? undefined : readPackages(lock),
  };
}

function readPackages(lock: Entry): readonly LockedPhpPackage[] {
  return ['packages', 'packages-dev'].flatMap((kind) =>
    list(lock[kind]).flatMap((item) => {
      const entry = mapping(item);
      const name = scalar(entry['name']);
      if (name === undefined) return [];
      const archive = scalar(mapping(entry['dist'])['url']);
      const isFolder = scalar(mapping(entry['dist'])['type']) === 'path';
      return [
        {
          name,
          version: scalar(entry['version'])?.replace(/^v(?=\d)/, ''),
          origin: originOfPackage(
            mapping(entry['source']),
            isFolder ? archive : undefined,
            archive,
          ),
          requires: Object.keys(mapping(entry['require'])).filter((one) => one.includes('/')),
          development: kind === 'packages-dev',
          optional: false,
          type: scalar(entry['type']) ?? 'library',
          hasArchive: archive !== undefined,
          binaries: list(entry['bin']).flatMap((path) => scalar(path)?.split('/').at(-1) ?? []),
        },
      ];
    }),
  );
}

/** Packages of the registry have both an archive and the repository it was made of. */
function originOfPackage(
  source: Entry,
  folder: string | undefined,
  archive: string | undefined,
): DependencyOrigin {
  if (folder !== undefined) return { kind: 'local', path: folder };
  if (archive !== undefined) return REGISTRY;
  const address = scalar(source['url']);
  const system = scalar(source['type']) ?? 'git';
  return address === undefined ? REGISTRY : { kind: 'version-control', system, address };
}

function textMap(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(mapping(value)).flatMap(([name, item]): [string, string][] => {
      const text = scalar(item);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
