import { placeOf } from '../../../../src/dockerfile/place.js';
import { refuse, type Refusal } from '../../site.js';
import { optionOf, type BuildStep } from '../common/build-steps.js';

/** What an install of `make`, CMake, Meson or ninja leaves in the image. */
export interface Installation {
  /** Absolute paths of files, or of folders that hold nothing else. */
  readonly paths: readonly string[];
  /** Shared libraries may be among them, so that the linker's cache has to be made anew. */
  readonly registersLibraries: boolean;
}

/** Where an install puts the program can't be told. */
export function unknown({ instruction }: BuildStep, why: string): Refusal {
  return refuse(
    'output-unknown',
    `Where ${placeOf(instruction)} installs the program can't be told: ${why}.`,
    instruction,
  );
}

/** DESTDIR of an install; empty where none is given, undefined where it is computed. */
export function destDirOf(step: BuildStep): string | undefined {
  const option = optionOf(step, ['DESTDIR', '--destdir']);
  const value =
    option === undefined
      ? step.assignments.has('DESTDIR')
        ? step.assignments.get('DESTDIR')
        : ''
      : option.value;
  return value === undefined || (value !== '' && !/^\/[\w./+-]+$/.test(value))
    ? undefined
    : value.replace(/\/+$/, '');
}

/** An install puts something where no folder is the program's own. */
export function outsideOf({ instruction }: BuildStep, path: string): Refusal {
  return refuse(
    'outside-folder',
    `${placeOf(instruction)} installs into ${path}, which is no folder of the program's own; give it a prefix such as /opt/app.`,
    instruction,
  );
}
