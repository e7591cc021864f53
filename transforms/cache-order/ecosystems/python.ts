import { readRequirements } from '../../../src/context/python-requirements.js';
import { cleanPath } from '../../../src/context/path-pattern.js';
import { joinPath } from '../../../src/dockerfile/state.js';
import {
  below,
  foldersAbove,
  present,
  refuse,
  type Closure,
  type Ecosystem,
  type Install,
  type ManagerCommand,
  type Refusal,
} from '../site.js';

/** Options of pip that take a value and read nothing of the project. */
const VALUED =
  /^(?:-i|--index-url|--extra-index-url|--trusted-host|--timeout|--retries|--only-binary|--no-binary|--progress-bar|--root-user-action|--upgrade-strategy|--cache-dir|--python-version|--use-feature|--use-deprecated|--proxy|--log-level)$/;
const PLAIN =
  /^(?:-[qvU]+|--upgrade|--quiet|--verbose|--no-cache-dir|--no-cache|--no-input|--no-deps|--pre|--user|--system|--compile|--no-compile|--no-warn-script-location|--disable-pip-version-check|--ignore-installed|--force-reinstall|--prefer-binary|--require-hashes|--no-build-isolation|--break-system-packages|--default-timeout(?:=\d+)?|--isolated|--no-clean|--no-color)$/;
const FILES = /^(?:-r|-c|--requirement|--constraint|--requirements|--constraints)$/;

/** What is given to `pip install`. */
interface PipWords {
  /** As written. */
  readonly files: readonly string[];
  readonly strange: string | undefined;
}

/** `pip install`, `python -m pip install` and `uv pip install`: the words behind it; undefined for other commands. */
function pipWords({ name, arguments: given }: ManagerCommand): readonly string[] | undefined {
  const words = given.map(({ value }) => value);
  if (/^pip[23]?(?:\.\d+)?$/.test(name)) return words;
  if (/^python[23]?(?:\.\d+)?$/.test(name) && words[0] === '-m' && words[1] === 'pip') {
    return words.slice(2);
  }
  return name === 'uv' && words[0] === 'pip' ? words.slice(1) : undefined;
}

function readWords(words: readonly string[]): PipWords {
  const files: string[] = [];
  let strange: string | undefined;
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const joined = /^(?:-r|-c|--requirement=|--constraint=)(.+)$/.exec(word)?.[1];
    if (FILES.test(word)) {
      files.push(words[index + 1] ?? '');
      index += 1;
    } else if (joined !== undefined) files.push(joined);
    else if (VALUED.test(word)) index += 1;
    else if (!PLAIN.test(word) && !VALUED.test(word.replace(/=.*$/, '')) && !isPackage(word)) {
      strange ??= word;
    }
  }
  return { files, strange };
}

/** A name with extras and versions, or an address that is no file. */
function isPackage(word: string): boolean {
  return (
    /^[A-Za-z0-9][\w.-]*(?:\[[\w,.-]*\])?(?:\s*[=<>!~]=?.*)?$/.test(word) &&
    !/\.(?:whl|zip|tar\.\w+)$/.test(word)
  );
}

/** `pip install` with requirements files, those that they include among them. */
export const PIP: Ecosystem = {
  name: 'pip',
  kindOf(command) {
    const words = pipWords(command);
    if (words === undefined) return undefined;
    const [first] = words.filter((word) => !word.startsWith('-'));
    if (first !== 'install') {
      return /^(?:cache|check|config|list|--version|-V)$/.test(words[0] ?? '')
        ? 'apart'
        : undefined;
    }
    const { files, strange } = readWords(words);
    if (files.length > 0) return 'install';
    // What else pip is given by a path is a part of the project.
    return strange === undefined ? 'apart' : undefined;
  },
  otherFolder(_, command) {
    const [file] = readWords(pipWords(command) ?? []).files;
    return file?.startsWith('/') === true ? file.slice(0, file.lastIndexOf('/')) : undefined;
  },
  closure(install) {
    const words = pipWords(install.command) ?? [];
    const { files, strange } = readWords(words);
    if (strange !== undefined) {
      return /^(?:-e|--editable|\.)/.test(strange)
        ? refuse('local-dependency', `pip installs ${strange}, which is a part of the project`)
        : refuse('settings-elsewhere', `it is not known what pip reads or writes with ${strange}`);
    }
    const problem = settings(install) ?? uvSettings(install);
    if (problem !== undefined) return problem;
    const paths = files.map((file) => pathOf(install, file));
    const outside = paths.findIndex((path) => path === undefined);
    if (outside !== -1) {
      return refuse(
        'manifest-missing',
        `${files[outside] ?? ''} is not in the folder that is copied`,
      );
    }
    return closureOf(
      install,
      paths.flatMap((path) => path ?? []),
    );
  },
};

/** The path of a file in the build context, by its path in the command. */
function pathOf({ folder, place }: Install, file: string): string | undefined {
  const absolute = joinPath(place, file);
  if (absolute === undefined || file.includes('$')) return undefined;
  return absolute.startsWith(`${place}/`)
    ? below(folder, absolute.slice(place.length + 1))
    : undefined;
}

function settings({ environment, searchFolders }: Install): Refusal | undefined {
  const variable = [...environment.keys()].find((name) =>
    /^(?:PIP|UV)_(?:CONSTRAINTS?|REQUIREMENTS?|CONFIG_FILE|FIND_LINKS|TARGET|PREFIX|ROOT|EDITABLE|OVERRIDE|BUILD_CONSTRAINT)$|^PYTHON(?:USERBASE|HOME)$/.test(
      name,
    ),
  );
  if (variable !== undefined) {
    return refuse('settings-elsewhere', `${variable} moves what pip reads or writes`);
  }
  const isTold =
    searchFolders !== undefined &&
    (!environment.has('VIRTUAL_ENV') || environment.get('VIRTUAL_ENV') !== undefined);
  return isTold
    ? undefined
    : refuse('settings-elsewhere', 'it is not known which environment pip installs into');
}

/** uv finds settings in the working directory and above it. */
function uvSettings(install: Install): Refusal | undefined {
  if (install.command.name !== 'uv') return undefined;
  const file = [install.folder, ...foldersAbove(install)].flatMap((folder) =>
    present({ ...install, folder }, ['uv.toml', 'pyproject.toml']),
  )[0];
  return file === undefined
    ? undefined
    : refuse('settings-elsewhere', `${file} may have settings of uv`);
}

function closureOf(install: Install, paths: readonly string[]): Closure | Refusal {
  const { context, folder } = install;
  const read = paths.map((path) => readRequirements(context, path));
  const files = [...new Set(read.flatMap((one) => one.files))];
  const missing = paths.find((path) => context.read(path) === undefined);
  if (missing !== undefined) {
    return refuse(
      'manifest-missing',
      `${missing} is not in the build context, or .dockerignore leaves it out`,
    );
  }
  const [unread] = read.flatMap((one) => one.unread);
  if (unread !== undefined) {
    return refuse('settings-elsewhere', `it is not known what pip reads for “${unread}”`);
  }
  const requirements = read.flatMap((one) => one.requirements);
  const checkedOut = requirements.find(
    ({ editable, versionControl }) => editable && versionControl !== undefined,
  );
  if (checkedOut !== undefined) {
    return refuse(
      'settings-elsewhere',
      `${checkedOut.url ?? 'a package'} is checked out among the sources`,
    );
  }
  const local = [...requirements, ...read.flatMap((one) => one.constraints)].find(
    ({ url, editable }) =>
      editable ||
      (url !== undefined && !/^(?:[\w+]+:\/\/|git@)/.test(url)) ||
      url?.startsWith('file:'),
  );
  const folderIndex = read
    .flatMap((one) => one.indexes)
    .find((index) => !/^https?:\/\//.test(index));
  if (local !== undefined || folderIndex !== undefined) {
    return refuse(
      'local-dependency',
      `${files.join(' or ')} names ${local?.url ?? local?.name ?? folderIndex ?? 'a part'}, which is a part of the project`,
    );
  }
  const inner = files.map((file) =>
    folder === ''
      ? file
      : file.startsWith(`${folder}/`)
        ? file.slice(folder.length + 1)
        : undefined,
  );
  if (inner.some((file) => file === undefined || cleanPath(file).startsWith('..'))) {
    return refuse(
      'manifest-missing',
      'a requirements file lies outside of the folder of the first one',
    );
  }
  const loose = requirements.find(
    ({ specifier, url, hashes }) =>
      hashes.length === 0 &&
      !/^={2,3}[^*,]+$/.test(specifier) &&
      !/@[0-9a-f]{40}\b|\.whl\b/.test(url ?? ''),
  );
  return {
    kind: 'known',
    files: inner.flatMap((file) => file ?? []),
    folders: [],
    made: environments(install),
    doubts:
      loose === undefined
        ? []
        : [
            {
              reason: 'versions-not-locked',
              message: `${loose.name ?? loose.url ?? 'a package'} has no exact version, so that the cached install keeps the one it found first`,
            },
          ],
  };
}

/** The virtual environments, relative to the folder of the project, that packages may go to. */
function environments({
  command: { program },
  environment,
  place,
  searchFolders = [],
}: Install): readonly string[] {
  const programFolder = program.includes('/') ? [joinPath(place, `${program}/..`)] : [];
  const folders = [
    environment.get('VIRTUAL_ENV'),
    ...[...searchFolders, ...programFolder].map((path) => /^(.+)\/bin\/?$/.exec(path ?? '')?.[1]),
  ];
  return folders.flatMap((path) =>
    path?.startsWith(`${place}/`) === true ? [path.slice(place.length + 1)] : [],
  );
}
