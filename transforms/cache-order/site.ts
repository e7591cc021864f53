import type { BuildContext } from '../../src/context/build-context.js';
import type { ShellCommand, ShellWord } from '../../src/dockerfile/shell.js';

/** Why an install is left behind the copy of the sources. */
export interface Refusal {
  readonly kind: 'refused';
  /** An id of the transform's reasons. */
  readonly reason: string;
  /** One sentence. */
  readonly message: string;
}

/** Refuses with an id of the transform's reasons, and one sentence. */
export function refuse(reason: string, message: string): Refusal {
  return { kind: 'refused', reason, message };
}

/** Something that can't be seen from here, for which a fix is no more than `unsafe`. */
export interface Doubt {
  /** An id of the transform's reasons. */
  readonly reason: string;
  /** A clause that follows a semicolon. */
  readonly message: string;
}

/**
 * What a command of a package manager does with the files of the working directory: `install` fetches what its manifests name,
 * `apart` looks at none of them; undefined where the command is none of the package manager's, or may read anything.
 */
export type CommandKind = 'install' | 'apart' | undefined;

/** A command of a package manager, its wrappers taken off. */
export interface ManagerCommand {
  /** `npm`, `pip3`; a folder in front of it is taken off. */
  readonly name: string;
  /** The command word as written: `/opt/venv/bin/pip`. */
  readonly program: string;
  readonly arguments: readonly ShellWord[];
  /** Names of the variables that are set for it alone. */
  readonly variables: readonly string[];
}

/** An install, and what surrounds it. */
export interface Install {
  readonly command: ManagerCommand;
  /** Of the command, without quotes. */
  readonly words: readonly string[];
  /** The build context as the build sees it, ignored files left out. */
  readonly context: BuildContext;
  /** The folder of the context that the command works in; `''` for the root. */
  readonly folder: string;
  /** The same folder in the image, absolute. */
  readonly place: string;
  /** The folder of the context that the copy takes: nothing above it is in the image. */
  readonly root: string;
  /** ENV and ARG values in force; one whose value can't be told is undefined. */
  readonly environment: ReadonlyMap<string, string | undefined>;
  /** The folders that the file adds to PATH; undefined where they can't be told. */
  readonly searchFolders: readonly string[] | undefined;
}

/** All that an install reads of the files of a project, and what it makes among them. Paths are relative to its folder. */
export interface Closure {
  readonly kind: 'known';
  /** Manifests and lock files, as a person would write them: the manifest first. */
  readonly files: readonly string[];
  /** Folders that are read whole. */
  readonly folders: readonly string[];
  /** Files and folders that it makes or changes, which a later copy must not cover. */
  readonly made: readonly string[];
  readonly doubts: readonly Doubt[];
}

/** A package manager: how its commands are told, and what an install of it reads. */
export interface Ecosystem {
  /** Tells it from the others. */
  readonly name: string;
  readonly kindOf: (command: ManagerCommand) => CommandKind;
  /** The folder that the command works in, where its options name another one than the working directory. */
  readonly otherFolder?: (words: readonly string[], command: ManagerCommand) => string | undefined;
  readonly closure: (install: Install) => Closure | Refusal;
}

/** A path below a folder of the context. */
export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The names of a list that are files of a folder of the context. */
export function present<Name extends string>(
  { context, folder }: Pick<Install, 'context' | 'folder'>,
  names: readonly Name[],
): readonly Name[] {
  return names.filter((name) => context.entry(below(folder, name))?.kind === 'file');
}

/** The folders above a folder as far as the copy reaches, nearest first. */
export function foldersAbove({
  folder,
  root,
}: Pick<Install, 'folder' | 'root'>): readonly string[] {
  const above: string[] = [];
  let current = folder;
  while (current !== root && current !== '') {
    const slash = current.lastIndexOf('/');
    current = slash === -1 ? '' : current.slice(0, slash);
    above.push(current);
  }
  return above;
}

/** Whether a command reads and writes no file by its redirections, but devices and what is open already. */
export function redirectsNoFile({ redirects }: ShellCommand): boolean {
  return redirects.every(
    ({ operator, target }) =>
      target !== undefined && (/^(?:\d|\/dev\/\w+)$/.test(target.value) || operator.endsWith('&')),
  );
}
