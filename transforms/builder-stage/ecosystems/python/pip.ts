import {
  contextFileAt,
  localCopies,
  type LocalCopy,
} from '../../../../src/context/copied-files.js';
import {
  parseRequirement,
  readPyProject,
  readRequirements,
  type PythonRequirement,
} from '../../../../src/context/python-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import type { ShellCommand } from '../../../../src/dockerfile/shell.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { placeOf, refuse, type Refusal, type Site } from '../../site.js';

/** Options of `pip install` whose value is the next word, and brings no package. */
const PIP_VALUED: ReadonlySet<string> = new Set(
  '-c --constraint -f --find-links -i --index-url --extra-index-url --trusted-host --platform --python-version --timeout --retries --progress-bar --config-settings --no-binary --only-binary --upgrade-strategy --cache-dir --proxy'.split(
    ' ',
  ),
);

/** The words after `pip`, `pip3`, `python -m pip`; undefined for other commands. */
export function pipWords(command: ShellCommand): readonly string[] | undefined {
  const resolved = resolveCommand(command);
  const words = resolved?.arguments.map(({ value }) => value) ?? [];
  if (/^pip[\d.]*$/.test(resolved?.name ?? '')) return words;
  return /^python[\d.]*$/.test(resolved?.name ?? '') && words[0] === '-m' && words[1] === 'pip'
    ? words.slice(2)
    : undefined;
}

/**
 * What a `pip install` asks for.
 * @param words the words after `pip`, of which the first is `install`
 */
export function pipRequirements(
  words: readonly string[],
  instruction: Instruction,
  site: Site,
): readonly PythonRequirement[] | Refusal {
  const state = site.states[instruction.index];
  if (state?.user !== undefined && state.user !== 'root' && state.user !== '0') {
    return refuse(
      'pip-user',
      `${placeOf(instruction)} installs as ${state.user}, into the home folder of that user.`,
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
        ? requirementsOfFile(file, instruction, site)
        : word === '.' || word === './'
          ? requirementsOfProject(instruction, site)
          : word.startsWith('-')
            ? []
            : requirementOf(word, instruction);
    if ('kind' in asked) return asked;
    requirements.push(...asked);
  }
  return requirements;
}

function requirementOf(
  word: string,
  instruction: Instruction,
): readonly PythonRequirement[] | Refusal {
  const one = parseRequirement(word);
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
): readonly PythonRequirement[] | Refusal {
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
): readonly PythonRequirement[] | Refusal {
  const manifest = fileAt('pyproject.toml', copies(site), instruction, site);
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
