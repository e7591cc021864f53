import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Dockerfile } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { BuildContext } from '../../src/context/build-context.js';

const SHELLS: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'dash',
  'ash',
  'ksh',
  'zsh',
  '.',
  'source',
]);
/** Where programs of packages lie: they are no scripts of the project. */
const SYSTEM_FOLDER = /^\/(?:usr\/)?s?bin\//;

/** The path of a script of the project that a command runs, as written; undefined where it runs none. */
export function scriptPath(command: ShellCommand): string | undefined {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return undefined;
  const { name, word } = resolved;
  if (name !== undefined && SHELLS.has(name)) {
    const file = resolved.arguments.find(({ value }) => !value.startsWith('-'))?.value;
    const inline = resolved.arguments.some(({ value }) => /^-[a-z]*[cs]$/.test(value));
    return inline || file === undefined || /\s/.test(file) ? undefined : file;
  }
  if (/\.(?:sh|bash)$/.test(word.value)) return word.value;
  return word.value.includes('/') && !SYSTEM_FOLDER.test(word.value) && word.literal
    ? word.value
    : undefined;
}

/** The text of a script that was copied into the image, by its name and the COPY instructions; undefined where it is not found. */
export function readCopiedScript(
  dockerfile: Dockerfile,
  context: BuildContext | undefined,
  path: string,
): string | undefined {
  if (context === undefined) return undefined;
  const base = path.slice(path.lastIndexOf('/') + 1);
  const direct = context.read(path.replace(/^\.?\/+/, ''));
  if (direct !== undefined) return direct;
  for (const { keyword, flags, words } of dockerfile.instructions) {
    if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ name }) => name === 'from'))
      continue;
    for (const { text } of words.slice(0, -1)) {
      const source = text.replace(/^\.?\/+/, '').replace(/\/+$/, '');
      const candidate =
        source === base || source.endsWith(`/${base}`)
          ? source
          : source === '.' || source === ''
            ? base
            : `${source}/${base}`;
      const found = context.read(candidate);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const INSTALLER_NAME = /install|setup|deps|dependenc|provision|bootstrap|packages|apt/i;

/** Whether a script's name says that it may install packages. */
export function isInstallerName(path: string): boolean {
  return INSTALLER_NAME.test(path.slice(path.lastIndexOf('/') + 1));
}
