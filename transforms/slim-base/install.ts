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
    if (instruction.index >= before.index) break;
    const last = lastPackage(instruction);
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
  return { edit: newRun(dockerfile, stage, packages), where: 'installed in a RUN of its own' };
}

/** The last package of the first install that always runs, as root. */
function lastPackage(
  instruction: Instruction,
): { readonly command: ShellCommand; readonly word: ShellWord } | undefined {
  const script = runScript(instruction);
  if (script === undefined || script.error !== undefined || instruction.flags.length > 0)
    return undefined;
  for (const command of script.commands) {
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

function newRun(dockerfile: Dockerfile, stage: Stage, packages: readonly string[]): TextEdit {
  const { text, escape, lineEnding } = dockerfile;
  const { end } = stage.from.range;
  const separated = /^\r?\n[ \t]*\r?\n/.test(text.slice(end));
  const line = ` ${escape}${lineEnding}    && `;
  const body = [
    'apt-get update',
    `apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    'rm -rf /var/lib/apt/lists/*',
  ].join(line);
  return insertion(end, `${separated ? lineEnding : ''}${lineEnding}RUN ${body}`);
}
