import { isBuildInput } from '../../../../src/context/c-project.js';
import { contextFileAt, localCopies } from '../../../../src/context/copied-files.js';
import { parseShellText, type ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { isWithin } from '../../folders.js';
import { bringsData } from '../common/data-files.js';
import { runFolder } from '../common/started.js';
import type { CBuild } from './build.js';
import { isInstall } from './install.js';
import { isStandard } from './libraries.js';
import { makesData } from './made-data.js';

/** Words of build files that make shared libraries. */
const SHARES =
  /rpath|-shared\b|\bSHARED\b|\bMODULE\b|\bBUILD_SHARED_LIBS\b|\b(?:shared_|both_)?library\s*\(|\bshared_module\b|\bLT_INIT\b|libtool/i;

/** Whether the program may read files of its folder that can't be told. */
export function readsUnknown(
  build: CBuild,
  commands: readonly ShellCommand[] | undefined,
  started: readonly string[],
): boolean {
  const { site, folder, project, steps } = build;
  const runsIn = runFolder(site);
  const { fileReads, includes } = project;
  const others = site.input.use.commands.flatMap(
    (text) => parseShellText(text, () => site.stage.from.range).commands,
  );
  const words = [...(commands ?? []), ...others].flatMap(({ name, arguments: rest }) => [
    ...(name === undefined ? [] : [name]),
    ...rest,
  ]);
  return (
    commands === undefined ||
    words.some(({ value }) => {
      if (/^\w+:\/\//.test(value)) return false;
      const path = joinPath(runsIn, value);
      return (
        (value.includes('$') && !/^\$(?:@|\*|\{@\})$/.test(value)) ||
        path === folder ||
        (value.includes('/') && isWithin(path, folder) && !started.includes(path ?? '')) ||
        fileInFolder(build, path) !== undefined
      );
    }) ||
    // Libraries of the project may be found beside the program, which an install looks after.
    findsLibraries(build, started.length > 0 || !steps.some(isInstall)) ||
    fileReads.some(
      (path) =>
        path !== undefined &&
        (path.startsWith('/')
          ? isWithin(joinPath('/', path), folder)
          : runsIn !== folder || fileInFolder(build, joinPath(folder, path)) === undefined),
    ) ||
    // Another package may read what it is given.
    ((fileReads.includes(undefined) || [...includes].some((header) => !isStandard(header))) &&
      hasData(build))
  );
}

/** Whether there is anything in the folder that a program could read by a path that no source tells. */
function hasData({ site, folder, project }: CBuild): boolean {
  return (
    // One of several programs of the folder may start another.
    project.programsRun.includes(undefined) ||
    bringsData(site, folder, isBuildInput) ||
    project.buildFiles.some(makesData)
  );
}

/** Whether the program may load shared libraries from where they were built. */
function findsLibraries({ project, steps }: CBuild, runsInPlace: boolean): boolean {
  const texts = [
    ...project.buildFiles.map(({ text }) => text),
    ...steps.flatMap(({ words }) => words.map((word) => word ?? '')),
  ];
  const pattern = runsInPlace ? SHARES : /\brpath\b|\bRPATH\b/i;
  return texts.some((text) => pattern.test(text));
}

/** The files of the context that the program opens by a written path. */
export function dataOf(build: CBuild): readonly string[] {
  return build.project.fileReads.flatMap(
    (path) =>
      (path === undefined ? undefined : fileInFolder(build, joinPath(build.folder, path))) ?? [],
  );
}

/** A path of the program's folder, where a file of the context is copied to it. */
function fileInFolder({ site, folder }: CBuild, path: string | undefined): string | undefined {
  return path !== undefined &&
    isWithin(path, folder) &&
    contextFileAt(site.context, localCopies(site.stage, site.states), path) !== undefined
    ? path
    : undefined;
}
