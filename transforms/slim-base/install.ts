import { runScript } from '../../src/dockerfile/commands.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand, ShellWord } from '../../src/dockerfile/shell.js';
import { aptInstall } from '../../src/dockerfile/apt.js';
import { insertion, type TextEdit } from '../../src/transform/text-edit.js';

/** Where packages go into a stage. */
export interface Installation {
  readonly edit: TextEdit;
  /** For the message: `added to the install of line 3`, `installed in a RUN of its own`. */
  readonly where: string;
}

/**
 * Installs packages before `before` runs: in an apt-get install that stands earlier in the stage, else in a RUN of its
 * own right after FROM, where official images still run as root.
 */
export function installPackages(
  dockerfile: Dockerfile,
  stage: Stage,
  packages: readonly string[],
  before: Instruction,
): Installation {
  for (const instruction of stage.instructions) {
    if (instruction.index > before.index) break;
    const last = lastPackage(instruction, instruction.index === before.index);
    if (last !== undefined) {
      return {
        edit: insertion(
          last.word.range.end,
          extension(dockerfile, last.command, last.word, packages),
        ),
        where: `added to the apt-get install of line ${instruction.shownLine}`,
      };
    }
  }
  return {
    edit: newRun(dockerfile, stage, packages, before),
    where: 'installed in a RUN of its own',
  };
}

/** Commands that may stand before an install in the RUN that needs what is to be installed, and need nothing themselves. */
const HARMLESS = /^(?:apt-get|apt|set|export|echo|mkdir|rm|true|:)$/;

/** The last package of the first install that always runs, as root. In the RUN of the need it has to be what comes first. */
function lastPackage(
  instruction: Instruction,
  isFirstUse: boolean,
): { readonly command: ShellCommand; readonly word: ShellWord } | undefined {
  const script = runScript(instruction);
  if (script === undefined || script.error !== undefined) return undefined;
  if (instruction.flags.some(({ name }) => name !== 'mount')) return undefined;
  for (const command of script.commands) {
    if (isFirstUse && !HARMLESS.test(command.name?.value ?? '')) return undefined;
    const install = command.placement.size === 0 ? aptInstall(command) : undefined;
    const word = install?.packages.at(-1);
    if (word !== undefined) return { command, word };
  }
  return undefined;
}

function extension(
  dockerfile: Dockerfile,
  command: ShellCommand,
  last: ShellWord,
  packages: readonly string[],
): string {
  const { text, escape, lineEnding } = dockerfile;
  const lineStart = text.lastIndexOf('\n', last.range.start) + 1;
  const indent = text.slice(lineStart, last.range.start);
  const ownLine = /^[ \t]+$/.test(indent) && lineStart > command.range.start;
  return ownLine
    ? packages.map((name) => ` ${escape}${lineEnding}${indent}${name}`).join('')
    : packages.map((name) => ` ${name}`).join('');
}

/** What tells apt where to fetch from: proxies, mirrors, keys, settings. */
const FETCHING = /_proxy\b|\/etc\/apt\b|\bapt-key\b|\bca-certificates\b/i;

/** Right after FROM, or after what the stage sets up for apt before the need, where it is still root. */
function placeOfNewRun({ text }: Dockerfile, stage: Stage, before: Instruction): Instruction {
  const user = stage.instructions.find(({ keyword }) => keyword === 'USER');
  const end = Math.min(before.index, user?.index ?? before.index);
  return (
    stage.instructions.findLast(
      ({ keyword, index, range }) =>
        index < end &&
        /^(?:ENV|ARG|COPY|ADD|RUN)$/.test(keyword) &&
        FETCHING.test(text.slice(range.start, range.end)),
    ) ?? stage.from
  );
}

function newRun(
  dockerfile: Dockerfile,
  stage: Stage,
  packages: readonly string[],
  before: Instruction,
): TextEdit {
  const { text, escape, lineEnding } = dockerfile;
  const { end } = placeOfNewRun(dockerfile, stage, before).range;
  const separated = /^\r?\n[ \t]*\r?\n/.test(text.slice(end));
  const line = ` ${escape}${lineEnding}    && `;
  const body = [
    'apt-get update',
    `apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    'rm -rf /var/lib/apt/lists/*',
  ].join(line);
  return insertion(end, `${separated ? lineEnding : ''}${lineEnding}RUN ${body}`);
}
