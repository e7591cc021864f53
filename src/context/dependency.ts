/** Where the files of a package come from. */
export type DependencyOrigin =
  | { readonly kind: 'registry' }
  /** Fetched by a program of that name (`git`, `hg`, `svn`, `bzr`) from an address as it is written. */
  | { readonly kind: 'version-control'; readonly system: string; readonly address: string }
  /** An archive at an address outside of the registries. */
  | { readonly kind: 'archive'; readonly address: string }
  /** A folder or an archive of the build context. */
  | { readonly kind: 'local'; readonly path: string };

/** The package comes from the ecosystem's registry. */
export const REGISTRY: DependencyOrigin = { kind: 'registry' };

/** What the lock files of all ecosystems say of a package: the version that is installed, and what it stands on. */
export interface LockedDependency {
  /** As the ecosystem spells it; Python names normalised. Never an alias. */
  readonly name: string;
  /** Exact; undefined where the lock file gives none, as for folders. */
  readonly version: string | undefined;
  readonly origin: DependencyOrigin;
  /** Names of the packages that it depends on; undefined where the lock file does not say. */
  readonly requires: readonly string[] | undefined;
  /** Only development needs it; undefined where the lock file does not say. */
  readonly development: boolean | undefined;
  /** The install goes on without it; undefined where the lock file does not say. */
  readonly optional: boolean | undefined;
}

/** The origin that an address tells: `git+ssh://git@host/o/r.git#1f2e`, `https://host/x.tgz`, `file:../lib`. */
export function originOf(address: string): DependencyOrigin {
  const system = /^(git|hg|svn|bzr)(?:\+|:|@)/.exec(address)?.[1];
  if (system !== undefined) return { kind: 'version-control', system, address };
  if (/^ssh:/.test(address) || /^https?:\/\/[^#?]+\.git(?:[#@?]|$)/.test(address)) {
    return { kind: 'version-control', system: 'git', address };
  }
  if (/^https?:/.test(address)) return { kind: 'archive', address };
  return { kind: 'local', path: address.replace(/^(?:file|link|portal|workspace):(?:\/\/)?/, '') };
}

/** The line, from 1, of the first place where a text stands; undefined where it stands nowhere. */
export function lineOf(text: string, part: string): number | undefined {
  const offset = text.indexOf(part);
  return offset === -1 ? undefined : text.slice(0, offset).split('\n').length;
}
