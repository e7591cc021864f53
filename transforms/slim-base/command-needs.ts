import { placeOf } from '../../src/dockerfile/place.js';
import { aptInstall, aptSubcommand } from '../../src/dockerfile/apt.js';
import { resolveCommand, type ResolvedCommand } from '../../src/dockerfile/commands.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { commandNeed } from '../../src/knowledge/base-images.js';
import { failsWithoutManualPages, isDocumentation } from '../../src/knowledge/slim-gaps.js';
import { installNeed } from './install-need.js';
import { type Need } from './need.js';
import { met, unknown, type CommandSite } from './site.js';

/** Packages that bring a compiler, make and the C library's headers. */
const COMPILER_PACKAGES: readonly string[] = [
  'build-essential',
  'gcc',
  'g++',
  'clang',
  'make',
  'cmake',
];

/** Commands of the shell itself (POSIX and bash); none of them is a file. */
const BUILTINS: ReadonlySet<string> = new Set(
  (
    '. : [ [[ alias bg break builtin case cd command continue declare echo enable eval exec exit export false fc fg ' +
    'getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return ' +
    'set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait'
  ).split(' '),
);

const DOCUMENTATION = /\/usr\/share\/(?:doc|man|info|locale|groff|lintian|linda)(?:\/|$)/;
const REMOVING: ReadonlySet<string> = new Set(['rm', 'mkdir', 'find', 'chmod', 'touch']);
const SYSTEM_FOLDER = /^(?:\/usr(?:\/local)?)?\/s?bin\/[^/]+$/;
/** Folders of virtual environments and tools of the stage's own making, whose programs are the base's interpreters. */
const INTERPRETERS =
  /^(?:python[\d.]*|pip[\d.]*|node|npm|npx|yarn|yarnpkg|ruby|gem|bundle|perl|cpanm?|corepack)$/;

/** What a simple command needs of the base that the slim variant may lack. */
export function commandNeeds(command: ShellCommand, site: CommandSite): readonly Need[] {
  const resolved = resolveCommand(command);
  if (resolved === undefined) return [];
  const wrappers = resolved.wrappers.flatMap((name) => programNeeds(name, name, site));
  return [
    ...wrappers,
    ...documentationNeeds(command, resolved, site),
    ...namedProgramNeeds(resolved, site),
    ...archiveNeeds(resolved, site),
    ...nestedNeeds(resolved, site),
    ...installerNeeds(command, resolved, site),
  ];
}

/** `exec "$@"` runs what CMD says, which is looked at by itself. */
const OWN_ARGUMENTS = /^"?\$(?:@|\*|\{@\}|\{\*\})"?$/;

function namedProgramNeeds(resolved: ResolvedCommand, site: CommandSite): readonly Need[] {
  if (resolved.name !== undefined) return programNeeds(resolved.name, resolved.word.value, site);
  if (OWN_ARGUMENTS.test(resolved.word.text)) return [];
  return [
    unknown(
      resolved.word.text,
      'program-unknown',
      `${placeOf(site.instruction)} runs ${resolved.word.text}, which only a build can resolve`,
      site,
    ),
  ];
}

/** What a program needs that source code of the project starts: a build tool there can't be told from a need at run time. */
export function startedProgramNeeds(
  { name, path }: { readonly name: string; readonly path: string },
  site: CommandSite,
): readonly Need[] {
  return programNeeds(name, name, site).map((need) =>
    need.kind === 'blocked'
      ? unknown(name, 'program-unknown', `${path} starts ${name}, which the slim image lacks`, site)
      : { ...need, what: `${name} of ${path}` },
  );
}

/** What a program, by its name and as it is written, needs of the base. */
function programNeeds(name: string, path: string, site: CommandSite): readonly Need[] {
  if (BUILTINS.has(name) || site.functions.has(name)) return [];
  const place = placeOf(site.instruction);
  if (path.includes('/') && !SYSTEM_FOLDER.test(path) && !INTERPRETERS.test(name)) {
    // Scripts and programs of the project are looked at where they are copied; configure is the mark of a source build.
    return name === 'configure' || name === 'autogen.sh' || name === 'bootstrap'
      ? sourceBuild(name, site)
      : [];
  }
  const need = commandNeed(site.family, site.suite, name, site.release);
  switch (need.kind) {
    case 'in-slim':
      // Perl's slim image has make, and no compiler for it.
      return name === 'make' ? sourceBuild(name, site) : [met(name, 'slim', site)];
    case 'not-in-full':
      return [met(name, 'neither', site)];
    case 'same':
      return [met(name, 'same', site)];
    case 'install':
      return installNeed(name, need.packages, site);
    case 'compiler':
      return sourceBuild(name, site);
    case 'unknown':
      return [
        unknown(
          name,
          'command-unknown',
          `it is not known whether the slim image has ${name}, which ${place} runs`,
          site,
        ),
      ];
  }
}

/** A compiler is never added to an image that ships; one that the stage installs itself stays as it is. */
function sourceBuild(name: string, site: CommandSite): readonly Need[] {
  if (COMPILER_PACKAGES.some((wanted) => site.installed.has(wanted))) {
    return [
      unknown(
        name,
        'builds-from-source',
        `${placeOf(site.instruction)} builds with ${name}, and which headers of the full image it uses can't be seen`,
        site,
      ),
    ];
  }
  return [
    {
      kind: 'blocked',
      what: name,
      reason: 'needs-compiler',
      message: `${placeOf(site.instruction)} runs ${name}, and a compiler or build tool does not belong into an image that ships`,
      instruction: site.instruction,
    },
  ];
}

function documentationNeeds(
  command: ShellCommand,
  resolved: ResolvedCommand,
  site: CommandSite,
): readonly Need[] {
  const place = placeOf(site.instruction);
  if (
    resolved.name === 'locale-gen' ||
    resolved.name === 'localedef' ||
    resolved.name === 'update-locale' ||
    (resolved.name === 'dpkg-reconfigure' &&
      resolved.arguments.some(({ value }) => value === 'locales'))
  ) {
    return [
      {
        kind: 'blocked',
        what: resolved.name,
        reason: 'locales-needed',
        message: `${place} makes locales, and slim images leave out the translations of every package`,
        instruction: site.instruction,
      },
    ];
  }
  const words = [...command.arguments, ...command.redirects.flatMap(({ target }) => target ?? [])];
  const word = words.find(({ value }) => DOCUMENTATION.test(value));
  if (word === undefined || REMOVING.has(resolved.name ?? '')) return [];
  return [
    {
      kind: 'blocked',
      what: word.value,
      reason: 'documentation-needed',
      message: `${place} uses ${word.value}, and slim images leave out documentation, manual pages and translations`,
      instruction: site.instruction,
    },
  ];
}

/** `tar` calls another program for most compressions (hazards B9). */
function archiveNeeds(resolved: ResolvedCommand, site: CommandSite): readonly Need[] {
  if (resolved.name !== 'tar') return [];
  const words = resolved.arguments.map(({ value }) => value);
  const letters = words
    .filter((word, index) => /^-[A-Za-z]+$/.test(word) || (index === 0 && /^[A-Za-z]+$/.test(word)))
    .join('');
  const names = words.join(' ');
  const programs = [
    ...(letters.includes('J') || words.includes('--xz') || /\.(?:t?xz|lzma)\b/.test(names)
      ? ['xz']
      : []),
    ...(letters.includes('j') || words.includes('--bzip2') || /\.t?bz2?\b/.test(names)
      ? ['bzip2']
      : []),
    ...(words.includes('--zstd') || /\.zst\b/.test(names) ? ['zstd'] : []),
  ];
  return programs.flatMap((program) => programNeeds(program, program, site));
}

/** Commands that are given to other commands as text or as arguments. */
function nestedNeeds(resolved: ResolvedCommand, site: CommandSite): readonly Need[] {
  const { name, arguments: words } = resolved;
  if (name === 'sh' || name === 'bash' || name === 'dash' || name === 'su' || name === 'eval') {
    const flag = words.findIndex(({ value }) =>
      name === 'eval' ? true : /^-[a-z]*c$/.test(value),
    );
    const script = name === 'eval' ? words[0] : words[flag + 1];
    if (flag === -1 || script === undefined) return [];
    return scriptNeeds(script.value, site);
  }
  if (name === 'find') {
    return words.flatMap(({ value }, index) => {
      const program = words[index + 1];
      return (value === '-exec' || value === '-execdir') && program !== undefined
        ? programNeeds(program.value.slice(program.value.lastIndexOf('/') + 1), program.value, site)
        : [];
    });
  }
  return [];
}

/** What the commands of a script that is given as text need. */
export function scriptNeeds(text: string, site: CommandSite): readonly Need[] {
  const script = parseShellText(text, () => site.instruction.range);
  if (script.error !== undefined) {
    return [
      unknown(
        'a script',
        'script-unreadable',
        `a script that ${placeOf(site.instruction)} runs can't be read`,
        site,
      ),
    ];
  }
  const functions = new Set([...site.functions, ...definedFunctions(text)]);
  return script.commands.flatMap((command) => commandNeeds(command, { ...site, functions }));
}

const FUNCTION = /(?:^|[\s;&|(])(?:function\s+([\w-]+)|([\w-]+)\s*\(\s*\))/g;

/** Names of the functions that a script defines. */
export function definedFunctions(text: string): readonly string[] {
  return [...text.matchAll(FUNCTION)].flatMap((match) => match[1] ?? match[2] ?? []);
}

/** Installs that take more from the base than their command words show. */
function installerNeeds(
  command: ShellCommand,
  resolved: ResolvedCommand,
  site: CommandSite,
): readonly Need[] {
  const place = placeOf(site.instruction);
  const install = aptInstall(command);
  if (install !== undefined) {
    const names = install.packages.map(({ value }) => value);
    return slimGapNeeds(names, site);
  }
  if (aptSubcommand(command) === 'build-dep') return sourceBuild('apt-get build-dep', site);
  if (
    resolved.name === 'dpkg' &&
    resolved.arguments.some(({ value }) => /^(?:-i|--install)$/.test(value))
  ) {
    return [
      unknown(
        'dpkg -i',
        'local-package',
        `${place} installs a package file, whose dependencies the full image may have brought`,
        site,
      ),
    ];
  }
  return [];
}

/** Packages that need folders, or files, which slim images leave out (hazards B17, B18). */
function slimGapNeeds(packages: readonly string[], site: CommandSite): readonly Need[] {
  const { instruction, suite } = site;
  const place = placeOf(instruction);
  const documentation = packages.find(isDocumentation);
  if (documentation !== undefined) {
    return [
      {
        kind: 'blocked',
        what: documentation,
        reason: 'documentation-needed',
        message: `${place} installs ${documentation}, and slim images leave out documentation, manual pages and what formats them`,
        instruction,
      },
    ];
  }
  const manual = packages.find((name) => failsWithoutManualPages(name, suite));
  if (manual === undefined) return [];
  return [
    {
      kind: 'blocked',
      what: manual,
      reason: 'manual-pages-needed',
      message: `${place} installs ${manual}, whose installation fails on slim images of ${suite} without the folders of the manual pages`,
      instruction,
    },
  ];
}
