import { placeOf } from '../../../../src/dockerfile/place.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { isSystemFolder, isWithin } from '../../folders.js';
import { refuse, type Refusal } from '../../site.js';
import { optionOf, type BuildStep } from '../common/build-steps.js';
import { placesOfCopy } from '../common/copied-outputs.js';
import type { CBuild } from './build.js';
import { installationOf, isInstall } from './install.js';

/** What the builds leave. */
export interface COutputs {
  /** What is outside of the program's folder: files, and folders that are the program's own. */
  readonly paths: readonly string[];
  /** Files of the folder are made or changed by something other than a compiler. */
  readonly changesFolder: boolean;
  /** The folder is gone when the builds have ended. */
  readonly removesFolder: boolean;
  readonly registersLibraries: boolean;
}

const COMPILER = /^(?:gcc|g\+\+|cc|c\+\+|clang(?:\+\+)?|gfortran)(?:-\d+)?$/;

const MAKES = /^(?:(?:g|b)?make|ninja|samu|cmake|meson)$/;

/** Folders that a build makes for itself. */
const SCRATCH = /(?:^|\/)(?:_?build\w*|cmake-build[\w-]*|obj|out)$/;

/**
 * What the builds leave, or why that can't be told.
 * @param ownsLocal the base image has files of its own in /usr/local
 */
export function outputsOf(build: CBuild, ownsLocal: boolean): COutputs | Refusal {
  const { folder, steps, project } = build;
  const paths = new Set<string>();
  let changesFolder = false;
  let removesFolder = false;
  let registersLibraries = false;
  for (const step of steps) {
    const { name = '', words, instruction } = step;
    if (isInstall(step)) {
      const installed = installationOf(step, steps, project, ownsLocal);
      if ('kind' in installed) return installed;
      for (const path of installed.paths) paths.add(path);
      if (installed.registersLibraries) registersLibraries = true;
    } else if (MAKES.test(name)) {
      const place = optionOf(step, ['-C', '--directory']);
      const at = place === undefined ? step.folder : joinPath(step.folder, place.value ?? '');
      if (!isWithin(at, folder)) return unknown(step);
    } else if (COMPILER.test(name)) {
      const target = optionOf(step, ['-o']);
      if (target === undefined) {
        if (!isWithin(step.folder, folder)) return unknown(step);
        continue;
      }
      const path = target.value === undefined ? undefined : joinPath(step.folder, target.value);
      if (path === undefined) return unknown(step);
      if (isWithin(path, folder) || words.includes('-c') || path.startsWith('/tmp/')) continue;
      paths.add(path);
      if (words.includes('-shared')) registersLibraries = true;
    } else if (name === 'ldconfig') {
      registersLibraries = true;
    } else if (/^(?:cp|mv|install)$/.test(name)) {
      const copied = placesOfCopy(step, folder);
      if (copied === undefined) return unknown(step);
      if (copied.length === 0) changesFolder = true;
      for (const path of copied) {
        if (isSystemFolder(path)) {
          return refuse(
            'outside-folder',
            `${placeOf(instruction)} copies a folder into ${path}, where the image has files of its own.`,
            instruction,
          );
        }
        paths.add(path);
        if (/\.so(?:\.\d+)*$/.test(path)) registersLibraries = true;
      }
    } else if (name === 'rm') {
      const removed = words.map((word) => joinPath(step.folder, word ?? ''));
      if (removed.some((path) => path !== undefined && isWithin(folder, path)))
        removesFolder = true;
      else if (removed.some((path) => isWithin(path, folder))) changesFolder = true;
    } else if (/^(?:cat|chmod|ln|mkdir|rmdir|sed|tee|touch)$/.test(name)) {
      const places = words
        .filter((word) => word?.startsWith('-') !== true)
        .map((word) => joinPath(step.folder, word ?? ''))
        .filter((path) => isWithin(path, folder));
      if (places.some((path) => name !== 'mkdir' || !SCRATCH.test(path ?? '')))
        changesFolder = true;
    }
    // What a command prints into a file of the folder.
    if (step.command.redirects.some(({ target }) => intoFolder(step, target?.value, folder)))
      changesFolder = true;
  }
  return { paths: [...paths], changesFolder, removesFolder, registersLibraries };
}

function intoFolder(step: BuildStep, path: string | undefined, folder: string): boolean {
  return (
    path !== undefined && !/^(?:\d|\/)/.test(path) && isWithin(joinPath(step.folder, path), folder)
  );
}

function unknown({ instruction }: BuildStep): Refusal {
  return refuse(
    'output-unknown',
    `Where ${placeOf(instruction)} writes the program can't be told; give it a path in the program's folder, or an absolute one.`,
    instruction,
  );
}
