import type { CBuildFile, CProject } from '../../../../src/context/c-project.js';
import { optionOf, type BuildStep } from '../common/build-steps.js';
import { isSystemFolder, isWithin } from '../../folders.js';
import { placeOf, refuse, type Refusal } from '../../site.js';

/** What an install of `make`, CMake, Meson or ninja leaves in the image. */
export interface Installation {
  /** Absolute paths of files, or of folders that hold nothing else. */
  readonly paths: readonly string[];
  /** Shared libraries may be among them, so that the linker's cache has to be made anew. */
  readonly registersLibraries: boolean;
}

const DEFAULT_PREFIX = '/usr/local';
/** Folders of /usr/local in which an image may keep files of its own. */
const LOCAL_FOLDER =
  /^\/usr\/local(?:\/(?:bin|etc|include|lib|lib64|libexec|man|sbin|share|src))?$/;

/** Whether a step installs what was built. */
export function isInstall({ name, words }: BuildStep): boolean {
  if (name === undefined) return false;
  if (/^(?:g?make|ninja|samu)$/.test(name)) {
    return words.some((word) => /^install(?:[-/:_]\w+)*$/.test(word ?? ''));
  }
  if (name === 'cmake') {
    return (
      words.includes('--install') ||
      words.some(
        (word, index) => word === 'install' && /^(?:-t|--target)$/.test(words[index - 1] ?? ''),
      )
    );
  }
  return name === 'meson' && words[0] === 'install';
}

/**
 * What an install leaves, or why that can't be told.
 * @param steps all steps of the builds, those that configure included
 * @param ownsLocal the base image has files of its own in /usr/local
 */
export function installationOf(
  step: BuildStep,
  steps: readonly BuildStep[],
  project: CProject,
  ownsLocal: boolean,
): Installation | Refusal {
  const before = steps.slice(0, steps.indexOf(step) + 1);
  const configured = before.findLast(
    ({ name, words }) =>
      name === 'configure' ||
      (name === 'cmake' && !words.includes('--build') && !words.includes('--install')) ||
      (name === 'meson' && words[0] !== 'compile' && words[0] !== 'install'),
  );
  const places =
    configured === undefined || configured.name === undefined
      ? makefilePlaces(step, project)
      : configuredPlaces(step, configured, project);
  if ('kind' in places) return places;
  return ownPlaces(step, places, ownsLocal);
}

function unknown({ instruction }: BuildStep, why: string): Refusal {
  return refuse(
    'output-unknown',
    `Where ${placeOf(instruction)} installs the program can't be told: ${why}.`,
    instruction,
  );
}

/** The prefix that a configure step names, under DESTDIR. */
function configuredPlaces(
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

/** DESTDIR of an install; empty where none is given, undefined where it is computed. */
function destDirOf(step: BuildStep): string | undefined {
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

/** What the recipes of `install` in plain makefiles name by an absolute path. */
function makefilePlaces(step: BuildStep, project: CProject): Installation | Refusal {
  const files = project.buildFiles.filter(({ kind }) => kind === 'make');
  const destination = destDirOf(step);
  if (destination === undefined) return unknown(step, 'DESTDIR is computed');
  const given = new Map<string, string>([['DESTDIR', destination]]);
  for (const [name, value] of [
    ...step.assignments,
    ...step.words.flatMap((word) => {
      const match = /^(\w+)=(.*)$/.exec(word ?? '');
      return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
    }),
  ]) {
    if (value !== undefined && name !== 'DESTDIR') given.set(name, value);
  }
  const recipes = files.flatMap(({ text }) => installRecipes(text, given));
  if (recipes.length === 0) return unknown(step, 'no makefile of the build context has its recipe');
  const paths = new Set<string>();
  const folders = new Set<string>();
  let registersLibraries = false;
  for (const line of recipes) {
    if (/\bldconfig\b/.test(line)) registersLibraries = true;
    for (const part of line.split(/&&|\|\||[;|]/)) {
      const [first = '', ...words] = part
        .trim()
        .replace(/^[@+-]+/, '')
        .split(/[ \t]+/);
      const makesFolder = /(?:^|\/)mkdir$/.test(first) || words.includes('-d');
      for (const quoted of words) {
        const word = quoted.replaceAll(/["']/g, '');
        if (/\$[({]/.test(word)) {
          if (!/^\$[({](?:INSTALL\w*|MAKE\w*|CC|CXX|STRIP|RM)[)}]$/.test(word))
            return unknown(step, `${word} of a makefile has no value there`);
          continue;
        }
        if (!word.startsWith('/') || word.startsWith('/dev/')) continue;
        const clean = word.replace(/\/+/g, '/').replace(/\/$/, '');
        (makesFolder ? folders : paths).add(clean === '' ? '/' : clean);
      }
    }
  }
  if (destination !== '') {
    const outside = [...paths, ...folders].find((path) => !isWithin(path, destination));
    return outside === undefined
      ? { paths: [destination], registersLibraries: false }
      : outsideOf(step, outside);
  }
  // A folder that is made for a file below it needs no copy of its own.
  for (const folder of folders) {
    if (![...paths].some((path) => isWithin(path, folder))) paths.add(folder);
  }
  if ([...paths].some((path) => /\.so\b|\/lib(?:64)?$/.test(path))) registersLibraries = true;
  return { paths: [...paths], registersLibraries };
}

/** The lines of the recipes of `install` and what its name begins, with the variables of the makefile filled in. */
function installRecipes(text: string, given: ReadonlyMap<string, string>): readonly string[] {
  const joined = text.replace(/\\\r?\n[ \t]*/g, ' ');
  const variables = new Map<string, string>();
  for (const [, name = '', value = ''] of joined.matchAll(
    /^(?:export[ \t]+)?([\w.-]+)[ \t]*(?:\?|::?)?=[ \t]*([^\n#]*?)[ \t\r]*(?:#.*)?$/gm,
  )) {
    variables.set(name, value);
  }
  for (const [name, value] of given) variables.set(name, value);
  const lines: string[] = [];
  let inside = false;
  for (const line of joined.split(/\r?\n/)) {
    if (line.startsWith('\t')) {
      if (inside) lines.push(filled(line, variables));
    } else if (/^install[\w/-]*[ \t]*::?(?!=)/.test(line)) inside = true;
    else if (line.trim() !== '' && !line.startsWith('#')) inside = false;
  }
  return lines;
}

/** Simple variables of make, filled in several times, because they name others. */
function filled(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let round = 0; round < 8; round += 1) {
    const next = text.replace(
      /\$(?:\(([\w.-]+)\)|\{([\w.-]+)\})/g,
      (whole, round: string | undefined, curly: string | undefined) =>
        variables.get(round ?? curly ?? '') ?? whole,
    );
    if (next === text) break;
    text = next;
  }
  return text;
}

function outsideOf({ instruction }: BuildStep, path: string): Refusal {
  return refuse(
    'outside-folder',
    `${placeOf(instruction)} installs into ${path}, which is no folder of the program's own; give it a prefix such as /opt/app.`,
    instruction,
  );
}

/** Each path must be the program's own: a folder of its own, or in /usr/local where the base has nothing there. */
function ownPlaces(
  step: BuildStep,
  { paths, registersLibraries }: Installation,
  ownsLocal: boolean,
): Installation | Refusal {
  const shared = paths.find((path) =>
    isWithin(path, '/usr/local')
      ? ownsLocal && LOCAL_FOLDER.test(path)
      : isSystemFolder(path) ||
        /^\/(?:usr|etc|lib\w*|s?bin|var|root|proc|sys|dev)(?:\/|$)/.test(path),
  );
  if (shared !== undefined) return outsideOf(step, shared);
  const local = paths.filter((path) => isWithin(path, '/usr/local'));
  const whole = local.length > 1 && !ownsLocal;
  const kept = [
    ...paths.filter((path) => !whole || !local.includes(path)),
    ...(whole ? ['/usr/local'] : []),
  ];
  return {
    paths: kept.filter((path) => !kept.some((other) => other !== path && isWithin(path, other))),
    registersLibraries,
  };
}
