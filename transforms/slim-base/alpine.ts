import { placeOf } from '../../src/dockerfile/place.js';
import { copiedScripts } from '../../src/context/copied-scripts.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { descendants } from '../../src/dockerfile/stages.js';
import type { TransformInput } from '../../src/transform/transform.js';

/** Commands that Alpine lacks, or whose packages are another system's (hazards B20 to B22). */
const NOT_ON_ALPINE: ReadonlySet<string> = new Set([
  'apt',
  'apt-get',
  'aptitude',
  'bash',
  'chsh',
  'conda',
  'curl',
  'dpkg',
  'dpkg-reconfigure',
  'gcc',
  'git',
  'groupadd',
  'locale-gen',
  'make',
  'mamba',
  'update-alternatives',
  'useradd',
  'usermod',
]);

/** GNU options that BusyBox does not take, by command (hazards B21). */
const GNU_OPTIONS: Readonly<Record<string, RegExp>> = {
  cp: /^--parents$/,
  date: /^-d$|^--date/,
  find: /^-(?:printf|regextype)$/,
  grep: /^-[a-zA-Z]*P|^--perl-regexp/,
  readlink: /^-m$/,
  sed: /^-[a-z]*z/,
  stat: /^--printf/,
  tar: /^--(?:wildcards|transform)/,
  xargs: /^-d/,
};

/** Why a stage can't run on Alpine, a sentence each. */
export function alpineNeeds(input: TransformInput, stage: Stage): readonly string[] {
  const { dockerfile, states, context } = input;
  return descendants(dockerfile, stage).flatMap((member) => [
    ...member.instructions.flatMap((instruction) => {
      const state = states[instruction.index];
      return state === undefined
        ? []
        : instructionCommands(instruction, state).commands.flatMap((command) =>
            commandObstacles(command, placeOf(instruction)),
          );
    }),
    ...(copiedScripts(member, states, context) ?? []).flatMap(
      ({ contextPath, interpreter, commands }) => [
        ...(NOT_ON_ALPINE.has(interpreter)
          ? [`${contextPath} asks for ${interpreter}, which Alpine does not have`]
          : []),
        ...commands.flatMap((command) => commandObstacles(command, contextPath)),
      ],
    ),
  ]);
}

function commandObstacles(command: ShellCommand, place: string): readonly string[] {
  const resolved = resolveCommand(command);
  const name = resolved?.name;
  if (resolved === undefined || name === undefined) return [];
  if (NOT_ON_ALPINE.has(name)) return [`${place} runs ${name}, which Alpine does not have`];
  const options = Object.hasOwn(GNU_OPTIONS, name) ? GNU_OPTIONS[name] : undefined;
  const option = resolved.arguments.find(({ value }) => options?.test(value) === true);
  return option === undefined
    ? []
    : [`${place} gives ${name} the option ${option.value}, which BusyBox does not know`];
}
