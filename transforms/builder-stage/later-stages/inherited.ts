import { placeOf } from '../../../src/dockerfile/place.js';
import { copiedScripts } from '../../../src/context/copied-scripts.js';
import { aptSubcommand } from '../../../src/dockerfile/apt.js';
import { resolveCommand } from '../../../src/dockerfile/commands.js';
import type { ShellCommand } from '../../../src/dockerfile/shell.js';
import { officialImage, parseImageReference } from '../../../src/dockerfile/image-reference.js';
import type { Instruction, Stage } from '../../../src/dockerfile/model.js';
import { configOf, type BaseConfig } from '../../../src/knowledge/base-config.js';
import { refuse, type BuildPlan, type Refusal } from '../site.js';
import { commandsOf } from '../stage-commands.js';

/** What has to be said in a stage because its base said it before. */
export interface Inherited {
  /** Lines that follow FROM. */
  readonly lines: readonly string[];
}

/**
 * What a stage has from the configuration of its base and another base would not give it (hazards B32), or why it can't be kept.
 * @param places folders that only the old base has
 */
export function inherited(
  { site }: BuildPlan,
  later: Stage,
  base: string,
  places: RegExp,
): Inherited | Refusal {
  const before = configOf(site.image, site.tag);
  const after = configOfImage(base);
  const kept = new Set(after?.environment.map(({ name }) => name));
  const lost = (before?.environment ?? [])
    .map(({ name }) => name)
    .filter((name) => !kept.has(name));
  const named = (text: string): boolean =>
    places.test(text) || lost.some((name) => new RegExp(`\\$\\{?${name}\\b`).test(text));
  for (const instruction of later.instructions) {
    const { text } = instruction.arguments;
    if (instruction.keyword === 'LABEL') continue;
    // What is copied into a folder of the toolchain makes that folder; where libraries are looked for, the base alone says.
    if (instruction.keyword === 'COPY' ? /\/lib64\b/.test(text) : named(text)) {
      return refuse(
        'fixed-path',
        `${placeOf(instruction)} names a folder or a variable of ${site.written} that ${base} does not have.`,
        instruction,
      );
    }
  }
  const script = (copiedScripts(later, site.states, site.context) ?? []).find(({ text }) =>
    named(text),
  );
  if (script !== undefined) {
    return refuse(
      'fixed-path',
      `${script.contextPath} names a folder or a variable of ${site.written} that ${base} does not have.`,
      script.instruction,
    );
  }
  return workdir(site, later, before);
}

/** The folder in which the old base starts, where something is relative to it. */
function workdir(
  site: BuildPlan['site'],
  later: Stage,
  before: BaseConfig | undefined,
): Inherited | Refusal {
  const start = before?.workdir ?? '/';
  if (start === '/') return { lines: [] };
  const isSet = later.instructions.some(({ keyword }) => keyword === 'WORKDIR');
  if (isSet && !later.instructions.some((one) => startsThere(one, site))) return { lines: [] };
  const last = later.instructions.at(-1);
  const user = last === undefined ? undefined : site.states[last.index]?.user;
  return isSet || user === undefined || /^(?:root|0)(?::|$)/.test(user)
    ? { lines: [`WORKDIR ${start}`] }
    : refuse(
        'fixed-path',
        `The image starts in ${start} of ${site.written}, where ${user} may write; set a WORKDIR.`,
      );
}

/** Whether an instruction may use a path that is relative to the folder in which the base starts. */
function startsThere(instruction: Instruction, site: BuildPlan['site']): boolean {
  const {
    index,
    keyword,
    arguments: { text },
  } = instruction;
  if (site.states[index]?.workdir !== undefined) return false;
  if (keyword === 'WORKDIR') return !text.startsWith('/');
  if (keyword === 'ADD' || keyword === 'COPY') {
    const target = (instruction.execForm ?? instruction.words.map((word) => word.text)).at(-1);
    return target?.replace(/^["']/, '').startsWith('/') !== true;
  }
  return (
    keyword === 'RUN' && !commandsOf(instruction, site).every((command) => isAnywhere(command))
  );
}

/** Whether a command does the same in whichever folder. */
function isAnywhere(command: ShellCommand): boolean {
  const resolved = resolveCommand(command);
  const name = resolved?.name ?? '';
  if (aptSubcommand(command) !== undefined) return true;
  if (/^(?:(?:add)?(?:group|user)(?:add|mod)?|set|true)$/.test(name)) return true;
  const operands = (resolved?.arguments ?? [])
    .map(({ value }) => value)
    .filter((value) => !value.startsWith('-'));
  const paths = /^ch(?:grp|mod|own)$/.test(name) ? operands.slice(1) : operands;
  return (
    /^(?:chgrp|chmod|chown|ln|mkdir|rm|touch)$/.test(name) &&
    paths.every((path) => path.startsWith('/'))
  );
}

function configOfImage(text: string): BaseConfig | undefined {
  const reference = parseImageReference(text);
  const image = officialImage(reference);
  return image === undefined ? undefined : configOf(image, reference.tag);
}
