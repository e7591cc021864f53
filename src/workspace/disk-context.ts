import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { BuildContext, ContextEntry, SharedDockerfile } from '../context/build-context.js';
import { cleanPath } from '../context/path-pattern.js';
import { errorCode } from '../error-code.js';
import { trackedFiles } from './git.js';
import { readText } from './read.js';

/** Files over this many bytes have no text in a build context: 2 MiB. */
const TEXT_LIMIT_BYTES = 2 * 1024 * 1024;

/**
 * A build context on disk. Everything is read when it is asked for, and nothing outside of the root: a symbolic link that
 * leads out of it counts as nothing there.
 * @param root the folder of the context
 * @param dockerfile where the Dockerfile lies; inside of the root or not
 * @param sharedDockerfiles finds the other Dockerfiles that are built from the root; called at most once
 * @param listTracked the files below a folder that git tracks; undefined outside of a work tree
 */
export function createDiskContext(
  root: string,
  dockerfile: string,
  sharedDockerfiles: () => readonly SharedDockerfile[],
  listTracked: (root: string) => readonly string[] | undefined = trackedFiles,
): BuildContext {
  const realRoot = realpathSync(root);
  const inside = relative(resolve(root), resolve(dockerfile)).split(sep).join('/');
  let shared: readonly SharedDockerfile[] | undefined;
  let trackedPaths: ReadonlySet<string> | 'unknown' | undefined;

  /** The place on disk of a path, symbolic links followed; undefined when nothing is there or it leads out of the root. */
  const locate = (path: string): { readonly real: string; readonly status: Stats } | undefined => {
    const clean = cleanPath(path === '' ? '.' : path);
    if (clean === '..' || clean.startsWith('../') || clean.startsWith('/')) return undefined;
    return noEntryAsUndefined(() => {
      const real = realpathSync(join(realRoot, clean));
      const isInside =
        real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
      return isInside ? { real, status: statSync(real) } : undefined;
    });
  };

  const entry = (path: string): ContextEntry | undefined => {
    const located = locate(path);
    if (located === undefined) return undefined;
    return describeEntry(path.slice(path.lastIndexOf('/') + 1), located.status);
  };

  return {
    dockerfilePath:
      inside.startsWith('../') || inside === '' || resolve(inside) === inside ? undefined : inside,
    entry,
    read(path) {
      const located = locate(path);
      if (
        located === undefined ||
        !located.status.isFile() ||
        located.status.size > TEXT_LIMIT_BYTES
      ) {
        return undefined;
      }
      const read = readText(located.real);
      return 'text' in read ? read.text : undefined;
    },
    list(path) {
      const located = locate(path);
      if (located?.status.isDirectory() !== true) return [];
      const names = noEntryAsUndefined(() => readdirSync(located.real)) ?? [];
      return names.sort().map((name): ContextEntry => {
        const status = noEntryAsUndefined(() => lstatSync(join(located.real, name)));
        if (status?.isSymbolicLink() !== true) return describeEntry(name, status);
        const target = entry(path === '' ? name : `${path}/${name}`);
        return { ...(target ?? describeEntry(name, undefined)), isLink: true };
      });
    },
    tracked(path) {
      trackedPaths ??= withFolders(listTracked(realRoot));
      return trackedPaths === 'unknown' ? undefined : trackedPaths.has(cleanPath(path));
    },
    get sharedDockerfiles() {
      return (shared ??= sharedDockerfiles());
    },
  };
}

function describeEntry(name: string, status: Stats | undefined): ContextEntry {
  const kind = status?.isFile() ? 'file' : status?.isDirectory() ? 'directory' : 'other';
  return { name, kind, bytes: kind === 'file' ? (status?.size ?? 0) : 0 };
}

/** The result, or undefined where the file system has nothing there or does not let us see it. */
function noEntryAsUndefined<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

function withFolders(files: readonly string[] | undefined): ReadonlySet<string> | 'unknown' {
  if (files === undefined) return 'unknown';
  const paths = new Set<string>();
  for (const file of files) {
    for (let path = file; path !== '.' && !paths.has(path); path = folderOf(path)) paths.add(path);
  }
  if (paths.size > 0) paths.add('.');
  return paths;
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}
