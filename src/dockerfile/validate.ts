import { readJsonArray, readStringArray } from './lines.js';
import type { Flag, Instruction } from './model.js';
import type { SyntaxProblem } from './problem.js';
import { readAssignments, splitAssignmentWords } from './variables.js';

/** Flags of each instruction: whether they take a value, are a boolean, or may be repeated. */
type FlagKind = 'text' | 'boolean' | 'list';

const COPY_FLAGS: Readonly<Record<string, FlagKind>> = {
  chown: 'text',
  from: 'text',
  chmod: 'text',
  link: 'boolean',
  exclude: 'list',
  parents: 'boolean',
};
const ADD_FLAGS: Readonly<Record<string, FlagKind>> = {
  chown: 'text',
  chmod: 'text',
  link: 'boolean',
  'keep-git-dir': 'boolean',
  checksum: 'text',
  unpack: 'boolean',
  exclude: 'list',
};
const RUN_FLAGS: Readonly<Record<string, FlagKind>> = {
  mount: 'list',
  network: 'text',
  security: 'text',
  device: 'list',
};
const HEALTHCHECK_FLAGS: Readonly<Record<string, FlagKind>> = {
  interval: 'text',
  timeout: 'text',
  'start-period': 'text',
  'start-interval': 'text',
  retries: 'text',
};

const FLAGS: Readonly<Record<string, Readonly<Record<string, FlagKind>> | undefined>> = {
  ADD: ADD_FLAGS,
  ARG: undefined,
  CMD: {},
  COPY: COPY_FLAGS,
  ENTRYPOINT: {},
  ENV: {},
  EXPOSE: {},
  FROM: { platform: 'text' },
  HEALTHCHECK: HEALTHCHECK_FLAGS,
  LABEL: {},
  MAINTAINER: {},
  ONBUILD: {},
  RUN: RUN_FLAGS,
  SHELL: {},
  STOPSIGNAL: {},
  USER: {},
  VOLUME: {},
  WORKDIR: {},
};

/**
 * The first instruction that BuildKit's parser or its instructions package would reject
 * (frontend/dockerfile/parser/line_parsers.go, frontend/dockerfile/instructions/parse.go).
 */
export function findInvalidInstruction(
  instructions: readonly Instruction[],
  escape: '\\' | '`',
): SyntaxProblem | undefined {
  let stageSeen = false;
  for (const instruction of instructions) {
    const message =
      instructionProblem(instruction, escape) ??
      (!stageSeen && instruction.keyword !== 'FROM' && instruction.keyword !== 'ARG'
        ? `${instruction.keyword} stands before the first FROM`
        : undefined);
    if (message !== undefined) return { offset: instruction.range.start, message };
    stageSeen ||= instruction.keyword === 'FROM';
  }
  return stageSeen ? undefined : { offset: 0, message: 'the file has no FROM' };
}

function instructionProblem(instruction: Instruction, escape: '\\' | '`'): string | undefined {
  const { keyword } = instruction;
  if (!Object.hasOwn(FLAGS, keyword)) return `unknown instruction ${keyword}`;
  return argumentProblem(instruction, escape) ?? flagProblem(instruction);
}

function flagProblem({ keyword, flags }: Instruction): string | undefined {
  const known = FLAGS[keyword];
  if (known === undefined) return undefined;
  const seen = new Set<string>();
  for (const flag of flags) {
    const kind = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
    if (kind === undefined) return `${keyword} has no flag --${flag.name}`;
    if (seen.has(flag.name) && kind !== 'list') return `--${flag.name} is given twice`;
    seen.add(flag.name);
    const problem = flagValueProblem(flag, kind);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function flagValueProblem(flag: Flag, kind: FlagKind): string | undefined {
  if (kind === 'boolean') {
    const value = flag.value?.toLowerCase() ?? 'true';
    return value === 'true' || value === 'false' ? undefined : `--${flag.name} takes true or false`;
  }
  return flag.value === undefined ? `--${flag.name} needs a value` : undefined;
}

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

function argumentProblem(instruction: Instruction, escape: '\\' | '`'): string | undefined {
  const { keyword, words, arguments: cooked } = instruction;
  const { text } = cooked;
  switch (keyword) {
    case 'FROM':
      if (words.length === 3 && words[1]?.text.toLowerCase() === 'as') {
        return STAGE_NAME.test(words[2]?.text.toLowerCase() ?? '')
          ? undefined
          : `${words[2]?.text ?? ''} is no valid stage name`;
      }
      return words.length === 1 ? undefined : 'FROM takes an image, or an image, AS and a name';
    case 'ENV':
    case 'LABEL':
      return assignmentProblem(instruction, escape);
    case 'ARG':
      if (text === '') return 'ARG needs a name';
      return readAssignments(instruction, escape).some(({ name }) => name === '')
        ? 'an ARG name is empty'
        : undefined;
    case 'ADD':
    case 'COPY': {
      const json = stringsProblem(keyword, text);
      const count = readStringArray(text)?.length ?? words.length;
      return json ?? (count < 2 ? `${keyword} needs a source and a destination` : undefined);
    }
    case 'VOLUME': {
      const volumes = readStringArray(text) ?? words.map((word) => word.text);
      if (volumes.some((volume) => volume.trim() === '')) return 'a VOLUME path is empty';
      return (
        stringsProblem(keyword, text) ?? (volumes.length === 0 ? 'VOLUME needs a path' : undefined)
      );
    }
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return stringsProblem(keyword, text);
    case 'SHELL':
      return (readStringArray(text)?.length ?? 0) > 0
        ? undefined
        : 'SHELL takes a JSON array of strings';
    case 'HEALTHCHECK':
      return healthcheckProblem(text);
    case 'EXPOSE':
      return text === '' ? 'EXPOSE needs a port' : undefined;
    case 'ONBUILD':
      return onbuildProblem(text);
    default:
      return text === '' ? `${keyword} needs an argument` : undefined;
  }
}

function stringsProblem(keyword: string, text: string): string | undefined {
  return readJsonArray(text) !== undefined && readStringArray(text) === undefined
    ? `the JSON form of ${keyword} takes strings alone`
    : undefined;
}

function assignmentProblem(instruction: Instruction, escape: '\\' | '`'): string | undefined {
  const { keyword, arguments: cooked } = instruction;
  const words = splitAssignmentWords(cooked.text, escape);
  const first = words[0];
  if (first === undefined) return `${keyword} needs a name and a value`;
  if (!first.includes('=')) {
    return /[\t\v\f\r ]/.test(cooked.text) ? undefined : `${keyword} needs a name and a value`;
  }
  const bare = words.find((word) => !word.includes('='));
  if (bare !== undefined) return `${bare} of ${keyword} has no =`;
  return words.some((word) => word.startsWith('=')) ? `a name of ${keyword} is empty` : undefined;
}

function healthcheckProblem(text: string): string | undefined {
  const [, type = '', rest = ''] = /^([^\s]*)\s*([^]*)$/.exec(text) ?? [];
  switch (type.toUpperCase()) {
    case 'NONE':
      return rest === '' ? undefined : 'HEALTHCHECK NONE takes no arguments';
    case 'CMD':
      if (rest === '' || readStringArray(rest)?.length === 0)
        return 'HEALTHCHECK CMD needs a command';
      return stringsProblem('HEALTHCHECK', rest);
    case '':
      return 'HEALTHCHECK needs CMD or NONE';
    default:
      return `HEALTHCHECK takes CMD or NONE, not ${type}`;
  }
}

function onbuildProblem(text: string): string | undefined {
  const trigger = /^[^\s]*/.exec(text)?.[0].toUpperCase() ?? '';
  if (trigger === '') return 'ONBUILD needs an instruction';
  return trigger === 'ONBUILD' || trigger === 'FROM' || trigger === 'MAINTAINER'
    ? `${trigger} cannot follow ONBUILD`
    : undefined;
}
