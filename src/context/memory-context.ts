import type { BuildContext, ContextEntry, SharedDockerfile } from './build-context.js';

/** A build context that is given as texts: by a page, a test, another program. */
export interface MemoryContextFiles {
  /** Texts by path, relative to the context root and `/`-separated; null for a file that is there and has no text. */
  readonly files: Readonly<Record<string, string | null>>;
  /** Further files, whose texts are not known (binary, or too large): their bytes by path. */
  readonly unread?: Readonly<Record<string, number>> | undefined;
  readonly dockerfilePath?: string | undefined;
  /** Paths that git tracks; undefined where there is no git. */
  readonly tracked?: readonly string[] | undefined;
  readonly sharedDockerfiles?: readonly SharedDockerfile[];
}

/** Makes a {@link BuildContext} of texts in memory. */
export function createMemoryContext(source: MemoryContextFiles): BuildContext {
  const files = new Map(Object.entries(source.files));
  const folders = new Map<string, Map<string, ContextEntry>>([['', new Map()]]);
  const sizes = [
    ...[...files].map(
      ([path, text]) => [path, text === null ? 0 : new TextEncoder().encode(text).length] as const,
    ),
    ...Object.entries(source.unread ?? {}),
  ];
  for (const [path, bytes] of sizes) {
    const parts = path.split('/');
    parts.forEach((name, index) => {
      const folder = parts.slice(0, index).join('/');
      const entries = folders.get(folder) ?? new Map<string, ContextEntry>();
      folders.set(folder, entries);
      const last = index === parts.length - 1;
      entries.set(name, { name, kind: last ? 'file' : 'directory', bytes: last ? bytes : 0 });
    });
  }
  const normalize = (path: string): string =>
    path
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/');
  return {
    dockerfilePath: source.dockerfilePath,
    sharedDockerfiles: source.sharedDockerfiles ?? [],
    read: (path) => files.get(normalize(path)) ?? undefined,
    entry: (path) => {
      const normal = normalize(path);
      if (normal === '') return { name: '', kind: 'directory', bytes: 0 };
      const slash = normal.lastIndexOf('/');
      return folders.get(normal.slice(0, Math.max(slash, 0)))?.get(normal.slice(slash + 1));
    },
    list: (path) =>
      [...(folders.get(normalize(path))?.values() ?? [])].sort((a, b) =>
        a.name < b.name ? -1 : 1,
      ),
    tracked: (path) => {
      if (source.tracked === undefined) return undefined;
      const normal = normalize(path);
      return source.tracked.some(
        (tracked) => normal === '' || tracked === normal || tracked.startsWith(`${normal}/`),
      );
    },
  };
}
