import type { BuildContext } from './build-context.js';
import { originOf, REGISTRY, type DependencyOrigin, type LockedDependency } from './dependency.js';
import { readToml } from './structured-text.js';
import { list, mapping, scalar } from './usage-data.js';

/** What a folder with a `Cargo.toml` says of a Rust program. */
export interface RustProject {
  /** Folder relative to the context root; `''` for the root. */
  readonly folder: string;
  readonly name: string | undefined;
  /** It has a build script: `build.rs`, or what `package.build` names. */
  readonly hasBuildScript: boolean;
  /** Patterns of the members of a workspace. */
  readonly members: readonly string[];
  /** Direct dependencies of all kinds that are fetched with git. */
  readonly gitDependencies: readonly string[];
  /**
   * The crates of `Cargo.lock`, the project's own left out; those of other systems and of tests are among them. Undefined
   * where there is none that can be read.
   */
  readonly crates: readonly LockedDependency[] | undefined;
}

/** Reads `Cargo.toml` and `Cargo.lock` of a folder; undefined where there is no readable `Cargo.toml`. */
export function readRustProject(context: BuildContext, folder: string): RustProject | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const text = context.read(`${prefix}Cargo.toml`);
  const manifest = text === undefined ? undefined : readToml(text);
  if (manifest === undefined) return undefined;
  const lock = context.read(`${prefix}Cargo.lock`);
  const own = mapping(manifest['package']);
  return {
    folder,
    name: scalar(own['name']),
    hasBuildScript:
      typeof own['build'] === 'string' ||
      (own['build'] !== false && context.entry(`${prefix}build.rs`) !== undefined),
    members: list(mapping(manifest['workspace'])['members']).flatMap((item) => scalar(item) ?? []),
    gitDependencies: [manifest, mapping(manifest['workspace']), ...targets(manifest)].flatMap(
      (table) =>
        ['dependencies', 'build-dependencies', 'dev-dependencies'].flatMap((kind) =>
          Object.entries(mapping(table[kind])).flatMap(([name, value]) =>
            mapping(value)['git'] === undefined ? [] : [name],
          ),
        ),
    ),
    crates: lock === undefined ? undefined : readCargoLock(lock),
  };
}

/** The tables of `[target.'cfg(unix)']` and its like. */
function targets(
  manifest: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] {
  return Object.values(mapping(manifest['target'])).map(mapping);
}

/**
 * The crates of a `Cargo.lock` of version 1 to 4; undefined where it is no TOML. What has no source is the workspace's own.
 * @see https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html
 */
export function readCargoLock(text: string): readonly LockedDependency[] | undefined {
  const lock = readToml(text);
  if (lock === undefined) return undefined;
  return list(lock['package']).flatMap((item) => {
    const entry = mapping(item);
    const name = scalar(entry['name']);
    const source = scalar(entry['source']);
    if (name === undefined || source === undefined) return [];
    return [
      {
        name,
        version: scalar(entry['version']),
        origin: originOfSource(source),
        // `libc 0.2.153 (registry+…)` where several versions are locked.
        requires: list(entry['dependencies']).flatMap((text) => scalar(text)?.split(' ')[0] ?? []),
        development: undefined,
        optional: undefined,
      },
    ];
  });
}

function originOfSource(source: string): DependencyOrigin {
  return /^(?:sparse|registry)\+/.test(source) ? REGISTRY : originOf(source);
}
