/**
 * Which files of an image tell what is installed, and how much of their texts is kept. An image may have thousands of them,
 * so that of those of pip and npm only what names the package is kept.
 */
const DATABASES: readonly { readonly path: RegExp; readonly keep: (text: string) => string }[] = [
  { path: /^\/var\/lib\/dpkg\/(?:status|status\.d\/[^/]+|info\/[^/]+\.list)$/, keep: all },
  // Scripts that set packages up, which tell what files they make.
  { path: /^\/var\/lib\/dpkg\/info\/[^/]+\.postinst$/, keep: all },
  // What dpkg leaves out of packages, what apt installed for others, and the accounts that packages add.
  { path: /^\/etc\/dpkg\/dpkg\.cfg(?:\.d\/[^/]+)?$/, keep: all },
  { path: /^\/var\/lib\/apt\/extended_states$|^\/etc\/(?:passwd|group)$/, keep: all },
  { path: /^\/(?:usr\/)?lib\/apk\/db\/installed$/, keep: all },
  { path: /\.dist-info\/METADATA$|\.egg-info(?:\/PKG-INFO)?$/, keep: headerFields },
  { path: /\.dist-info\/RECORD$|\.egg-info\/(?:installed-files|top_level)\.txt$/, keep: all },
  { path: /\/node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/, keep: nameAndVersion },
];

/** A store of pnpm: its files are hard links of those below node_modules, and may come before them in a layer. */
const PNPM_STORE = /\/files\/[0-9a-f]{2}\/[0-9a-f]{60,}$/;

/** What is kept of a file's text; undefined for a file that is no package database. */
export function databaseText(path: string): ((text: string) => string) | undefined {
  return DATABASES.find((database) => database.path.test(path))?.keep;
}

/** What is kept of a text that may turn out to be a package database by another of its names (hard link). */
export function linkedDatabaseText(path: string): ((text: string) => string) | undefined {
  return PNPM_STORE.test(path) ? nameAndVersion : undefined;
}

function all(text: string): string {
  return text;
}

/** The fields before the first empty line, where a package's long description begins. */
function headerFields(text: string): string {
  return text
    .slice(0, /\r?\n\r?\n/.exec(text)?.index ?? text.length)
    .split(/\r?\n/)
    .filter((line) => /^(?:Name|Version):/i.test(line))
    .join('\n');
}

/** The name and the version of a `package.json`; empty where the text is none, or names no package. */
function nameAndVersion(text: string): string {
  if (!text.startsWith('{')) return '';
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return '';
  }
  if (typeof manifest !== 'object' || manifest === null) return '';
  const name: unknown = 'name' in manifest ? manifest.name : undefined;
  const version: unknown = 'version' in manifest ? manifest.version : undefined;
  return typeof name === 'string' && typeof version === 'string'
    ? JSON.stringify({ name, version })
    : '';
}
