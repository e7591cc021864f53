import type { CBuildFile, CProject } from '../../../../src/context/c-project.js';
import { isWithin } from '../../folders.js';
import type { Refusal } from '../../site.js';
import { optionOf, type BuildStep } from '../common/build-steps.js';
import { type Installation, unknown, outsideOf, destDirOf } from './installation.js';

const DEFAULT_PREFIX = '/usr/local';

/** The prefix that a configure step names, under DESTDIR. */
export function configuredPlaces(
  step: BuildStep,
  configured: BuildStep,
  project: CProject,
): Installation | Refusal {
  const system =
    configured.name === 'configure' ? 'autotools' : configured.name === 'cmake' ? 'cmake' : 'meson';
  const files = project.buildFiles.filter(({ kind }) => kind === system);
  if (files.length === 0) return unknown(step, `no file of ${system} is in the build context`);
  const given =
    optionOf(step, ['--prefix']) ??
    optionOf(configured, [
      '--prefix',
      '-Dprefix',
      '--install-prefix',
      '-DCMAKE_INSTALL_PREFIX',
      '-DCMAKE_INSTALL_PREFIX:PATH',
      '-DCMAKE_INSTALL_PREFIX:STRING',
    ]) ??
    prefixOfMeson(files);
  const prefix = given === undefined ? DEFAULT_PREFIX : given.value;
  if (prefix === undefined || !/^\/[\w./+-]+$/.test(prefix)) {
    return unknown(step, 'the prefix is computed');
  }
  const clean = prefix.replace(/\/+$/, '');
  const others = configured.words.flatMap((word) => {
    const match = /^(?:--(?!prefix)\w+dir|-D\w+DIR(?::\w+)?|-D\w+dir)=(\/.*)$/.exec(word ?? '');
    return match?.[1] ?? [];
  });
  const written = files.flatMap((file) => absolutePlaces(file));
  const computed = files.flatMap((file) => computedPlaces(file, given !== undefined)).at(0);
  if (computed !== undefined) return unknown(step, computed);
  const full = clean.startsWith('/usr/local')
    ? undefined
    : files.find(({ text }) => /CMAKE_INSTALL_FULL_(?:SYSCONF|LOCALSTATE|RUNSTATE)DIR/.test(text));
  const outside = [...others, ...written, ...(full === undefined ? [] : ['/etc'])].find(
    (path) => !isWithin(path, clean),
  );
  if (outside !== undefined) return outsideOf(step, outside);
  const destination = destDirOf(step);
  if (destination === undefined) return unknown(step, 'DESTDIR is computed');
  return {
    paths: [destination === '' ? clean : destination],
    registersLibraries: destination === '' && makesLibraries(project),
  };
}

function prefixOfMeson(files: readonly CBuildFile[]): { readonly value: string } | undefined {
  for (const { kind, text } of files) {
    const value = kind === 'meson' ? /['"]prefix=([^'"]+)['"]/.exec(text)?.[1] : undefined;
    if (value !== undefined) return { value };
  }
  return undefined;
}

/** Absolute paths to which a build file installs by itself. */
function absolutePlaces({ kind, text }: CBuildFile): readonly string[] {
  const found = (pattern: RegExp): readonly string[] =>
    [...text.matchAll(pattern)].flatMap(([, path]) => path ?? []);
  switch (kind) {
    case 'cmake':
      return [
        ...found(/\bDESTINATION\s+"?(\/[^\s")]+)/gi),
        ...found(/\bset\s*\(\s*\w*(?:DIR|DEST\w*|PATH)\s+"?(\/[^\s")]+)/gi),
      ];
    case 'meson':
      return found(/\binstall_dir\s*:\s*'(\/[^']+)'/g);
    default:
      return [
        ...found(/^[ \t]*\w+dir[ \t]*=[ \t]*(\/\S+)/gm),
        ...found(/\$[({]DESTDIR[)}](\/\S+)/g),
      ];
  }
}

/** Why the places of an install can't be read off a build file. */
function computedPlaces({ kind, path, text }: CBuildFile, hasPrefix: boolean): readonly string[] {
  const computed =
    kind === 'cmake'
      ? /\binstall\s*\(\s*(?:CODE|SCRIPT)\b|\bset\s*\(\s*CMAKE_INSTALL_PREFIX\b|\bDESTINATION\s+"?\$ENV\{/i
      : kind === 'meson'
        ? /\b(?:meson\.)?add_install_script\b/
        : hasPrefix
          ? /^install-(?:exec|data)-(?:local|hook)\s*:/m
          : /^install-(?:exec|data)-(?:local|hook)\s*:|\bAC_PREFIX_DEFAULT\b/m;
  return computed.test(text) ? [`${path} computes it`] : [];
}

function makesLibraries({ buildFiles }: CProject): boolean {
  return buildFiles.some(({ text }) =>
    /\bLT_INIT\b|\bAC_PROG_LIBTOOL\b|\badd_library\s*\([^)]*\bSHARED\b|\bBUILD_SHARED_LIBS\b|\b(?:shared_)?library\s*\(|-shared\b|\bldconfig\b|\.so\b/.test(
      text,
    ),
  );
}
