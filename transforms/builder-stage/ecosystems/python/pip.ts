import { placeOf } from '../../../../src/dockerfile/place.js';
import {
  contextFileAt,
  localCopies,
  type LocalCopy,
} from '../../../../src/context/copied-files.js';
import {
  normalizePythonName,
  parseRequirement,
  readPyProject,
  readRequirements,
  type PythonRequirement,
} from '../../../../src/context/python-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { expandVariables, readAssignments, unquote } from '../../../../src/dockerfile/variables.js';
import { refuse, type Refusal, type Site } from '../../site.js';

/** Packages that install others and that no program imports. */
export const INSTALLERS: ReadonlySet<string> = new Set(
  'pip pipenv poetry poetry-plugin-export uv virtualenv'.split(' '),
);

/** Options of `pip install` whose value is the next word, and brings no package. */
const PIP_VALUED: ReadonlySet<string> = new Set(
  (
    '-c --constraint -f --find-links -i --index-url --extra-index-url --trusted-host --platform --python-version --timeout ' +
    '--retries --progress-bar --config-settings --no-binary --only-binary --upgrade-strategy --cache-dir --proxy ' +
    // Of “uv pip”.
    '-b --build-constraints -p --python --index --default-index --index-strategy --keyring-provider --link-mode --prerelease ' +
    '--resolution --exclude-newer'
  ).split(' '),
);

/** The words after `pip`, `pip3`, `python -m pip`, `uv pip`; undefined for other commands. */
export function pipWords(command: ShellCommand): readonly string[] | undefined {
  const resolved = resolveCommand(command);
  const words = resolved?.arguments.map(({ value }) => value) ?? [];
  if (/^pip[\d.]*$/.test(resolved?.name ?? '')) return words;
  if (resolved?.name === 'uv') return words[0] === 'pip' ? words.slice(1) : undefined;
  return /^python[\d.]*$/.test(resolved?.name ?? '') && words[0] === '-m' && words[1] === 'pip'
    ? words.slice(2)
    : undefined;
}

/**
 * What a `pip install`, or a `uv pip sync`, asks for.
 * @param words the words after `pip`, of which the first is `install` or `sync`
 * @param environment the folder of the virtual environment; undefined for the interpreter of the image
 * @param exported what installers wrote to files, by their paths in the image
 */
export function pipRequirements(
  words: readonly string[],
  instruction: Instruction,
  site: Site,
  environment: string | undefined,
  exported: ReadonlyMap<string, readonly PythonRequirement[]>,
): readonly PythonRequirement[] | Refusal {
  const user = site.states[instruction.index]?.user;
  if (environment === undefined && user !== undefined && user !== 'root' && user !== '0') {
    return refuse(
      'pip-user',
      `${placeOf(instruction)} installs as ${user}, into the home folder of that user.`,
      instruction,
    );
  }
  const requirements: PythonRequirement[] = [];
  for (let index = 1; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (/^(?:--user|-t|--target|--prefix|--root)(?:=|$)/.test(word)) {
      return refuse(
        'pip-layout',
        `${placeOf(instruction)} installs with ${word}, to a place of its own.`,
        instruction,
      );
    }
    if (word === '-e' || word === '--editable') {
      return refuse(
        'editable-install',
        `${placeOf(instruction)} installs with -e, which links to the source folder instead of copying it.`,
        instruction,
      );
    }
    const file =
      word === '-r' || word === '--requirement'
        ? words[(index += 1)]
        : /^(?:-r|--requirement=)(.+)$/.exec(word)?.[1];
    if (file === undefined && PIP_VALUED.has(word)) {
      index += 1;
      continue;
    }
    const asked =
      file !== undefined
        ? requirementsOfFile(file, instruction, site, exported)
        : word === '.' || word === './'
          ? requirementsOfProject(instruction, site)
          : word.startsWith('-')
            ? []
            : words[0] === 'sync'
              ? requirementsOfFile(word, instruction, site, exported)
              : requirementOf(word, instruction, site);
    if ('kind' in asked) return asked;
    requirements.push(...asked);
  }
  return requirements;
}

function requirementOf(
  word: string,
  instruction: Instruction,
  site: Site,
): readonly PythonRequirement[] | Refusal {
  const one = parseRequirement(fixedText(word, instruction, site));
  return one === undefined
    ? refuse(
        'manifest-unknown',
        `What “${word}” in ${placeOf(instruction)} installs can't be told.`,
        instruction,
      )
    : [one];
}

function requirementsOfFile(
  file: string,
  instruction: Instruction,
  site: Site,
  exported: ReadonlyMap<string, readonly PythonRequirement[]>,
): readonly PythonRequirement[] | Refusal {
  const written = exported.get(joinPath(site.states[instruction.index]?.workdir, file) ?? '');
  if (written !== undefined) return written;
  // uv reads what the project requires out of its manifest.
  if (file.endsWith('pyproject.toml')) return requirementsOfProject(instruction, site, file);
  const before = copies(site).filter((copy) => copy.instruction.index < instruction.index);
  const source = fileAt(file, before, instruction, site);
  const read = source === undefined ? undefined : readRequirements(site.context, source);
  return read === undefined || read.unread.length > 0
    ? refuse(
        'manifest-unknown',
        `What ${file} in ${placeOf(instruction)} asks for can't be read${read === undefined ? '' : ` (${read.unread.join(', ')})`}.`,
        instruction,
      )
    : read.requirements;
}

function requirementsOfProject(
  instruction: Instruction,
  site: Site,
  file = 'pyproject.toml',
): readonly PythonRequirement[] | Refusal {
  const manifest = fileAt(file, copies(site), instruction, site);
  const project =
    manifest === undefined ? undefined : readPyProject(site.context.read(manifest) ?? '');
  return (
    project?.dependencies ??
    refuse(
      'manifest-unknown',
      `${placeOf(instruction)} installs the project, and there is no pyproject.toml that tells what it needs.`,
      instruction,
    )
  );
}

/** A word with the values of ENV filled in: what stands in ARG can be given another value from outside. */
function fixedText(word: string, instruction: Instruction, site: Site): string {
  const fixed = new Map<string, string>();
  for (const one of site.stage.instructions) {
    if (one.index >= instruction.index || !['ENV', 'ARG'].includes(one.keyword)) continue;
    for (const { name, rawValue } of readAssignments(one, site.dockerfile.escape)) {
      if (one.keyword === 'ENV' && rawValue?.includes('$') === false) {
        fixed.set(name, unquote(rawValue, site.dockerfile.escape));
      } else fixed.delete(name);
    }
  }
  // The program that installs is no part of what ships: which release of it comes does not matter.
  const name = /^([A-Za-z][\w.-]*)[=<>~!]=?/.exec(word)?.[1];
  const expanded = expandVariables(word, fixed);
  if (expanded !== undefined) return expanded;
  return name !== undefined && INSTALLERS.has(normalizePythonName(name)) ? name : word;
}

function copies({ stage, states }: Site): readonly LocalCopy[] {
  return localCopies(stage, states);
}

/** The path in the context of a file that a RUN names, in its working directory. */
function fileAt(
  file: string,
  brought: readonly LocalCopy[],
  instruction: Instruction,
  site: Site,
): string | undefined {
  const path = joinPath(site.states[instruction.index]?.workdir, file);
  return path === undefined ? undefined : contextFileAt(site.context, brought, path);
}
