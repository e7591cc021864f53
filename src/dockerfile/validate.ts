import {
  keywordName,
  parseHeredocWord,
  readJsonArray,
  readStringArray,
  splitInstruction,
} from './lines.js';
import type { Flag, Instruction } from './model.js';
import type { SyntaxProblem } from './problem.js';
import { runFlagProblem, healthcheckFlagProblem } from './flag-values.js';
import { lowerCase, trimSpace } from './text.js';
import { splitAssignmentWords } from './variables.js';

/** Whether a flag takes a value, is a boolean, or takes a value and may be repeated. */
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

/** The flags of each instruction; undefined where BuildKit ignores flags. */
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
  STOPSIGNAL: undefined,
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
  if (!Object.hasOwn(FLAGS, keyword)) {
    return keyword === '' ? 'an instruction is missing' : `${keyword} is no Dockerfile instruction`;
  }
  return (
    lineProblem(keyword, instruction.arguments.text, escape) ??
    argumentProblem(instruction, escape) ??
    flagProblem(instruction)
  );
}

function flagProblem({ keyword, flags, arguments: cooked }: Instruction): string | undefined {
  const known = FLAGS[keyword];
  if (known === undefined || flags.length === 0) return undefined;
  // BuildKit looks at no flag of `HEALTHCHECK NONE`.
  if (keyword === 'HEALTHCHECK' && splitHealthcheck(cooked.text).type === 'NONE') return undefined;
  const seen = new Set<string>();
  for (const flag of flags) {
    const kind = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
    if (kind === undefined) return `${keyword} has no flag --${flag.name}`;
    if (seen.has(flag.name) && kind !== 'list') return `--${flag.name} is given twice`;
    seen.add(flag.name);
    const problem = flagValueProblem(keyword, flag, kind);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function flagValueProblem(keyword: string, flag: Flag, kind: FlagKind): string | undefined {
  if (kind === 'boolean') {
    const value = flag.value?.toLowerCase() ?? 'true';
    return value === 'true' || value === 'false' ? undefined : `--${flag.name} takes true or false`;
  }
  if (flag.value === undefined) return `--${flag.name} needs a value`;
  if (keyword === 'RUN') return runFlagProblem(flag.name, flag.value);
  return keyword === 'HEALTHCHECK' ? healthcheckFlagProblem(flag.name, flag.value) : undefined;
}

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

/** What BuildKit's line parsers reject; they read the instruction behind an ONBUILD, too. */
function lineProblem(keyword: string, text: string, escape: '\\' | '`'): string | undefined {
  switch (keyword) {
    case 'ENV':
    case 'LABEL':
      return assignmentProblem(keyword, text, escape);
    case 'ADD':
    case 'COPY':
    case 'VOLUME':
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return stringsProblem(keyword, text);
    case 'HEALTHCHECK':
      return stringsProblem(keyword, splitHealthcheck(text).rest);
    default:
      return undefined;
  }
}

/** What BuildKit's instructions package rejects, flags aside. */
function argumentProblem(instruction: Instruction, escape: '\\' | '`'): string | undefined {
  const { keyword, words, arguments: cooked } = instruction;
  const { text } = cooked;
  switch (keyword) {
    case 'FROM': {
      if (words.length === 1) return undefined;
      const name = words[2]?.text ?? '';
      if (words.length !== 3 || !/^as$/iu.test(words[1]?.text ?? '')) {
        return 'FROM takes an image, or an image, AS and a name';
      }
      return STAGE_NAME.test(lowerCase(name)) ? undefined : `${name} is no valid stage name`;
    }
    case 'ENV':
    case 'LABEL':
      return assignmentNameProblem(keyword, text, escape);
    case 'ARG': {
      const names = splitAssignmentWords(text, escape);
      if (names.length === 0) return 'ARG needs a name';
      return names.some((name) => name.startsWith('=')) ? 'an ARG name is empty' : undefined;
    }
    case 'ADD':
    case 'COPY': {
      const paths = readStringArray(text) ?? words.map((word) => word.text);
      const destination = paths.at(-1);
      if (destination === undefined || paths.length < 2) {
        return `${keyword} needs a source and a destination`;
      }
      // BuildKit takes a malformed heredoc word for a path here.
      return typeof parseHeredocWord(destination) === 'object'
        ? `the destination of ${keyword} cannot be a heredoc`
        : undefined;
    }
    case 'VOLUME': {
      const volumes = readStringArray(text) ?? words.map((word) => word.text);
      if (volumes.length === 0) return 'VOLUME needs a path';
      return volumes.some((volume) => trimSpace(volume) === '')
        ? 'a VOLUME path is empty'
        : undefined;
    }
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return undefined;
    case 'SHELL':
      return (readStringArray(text)?.length ?? 0) > 0
        ? undefined
        : 'SHELL takes a JSON array of strings';
    case 'HEALTHCHECK':
      return healthcheckProblem(text);
    case 'EXPOSE':
      return text === '' ? 'EXPOSE needs a port' : undefined;
    case 'ONBUILD':
      return onbuildProblem(instruction, escape);
    default:
      return text === '' ? `${keyword} needs an argument` : undefined;
  }
}

function stringsProblem(keyword: string, text: string): string | undefined {
  return readJsonArray(text) !== undefined && readStringArray(text) === undefined
    ? `the JSON form of ${keyword} takes strings alone`
    : undefined;
}

function assignmentProblem(keyword: string, text: string, escape: '\\' | '`'): string | undefined {
  const words = splitAssignmentWords(text, escape);
  const first = words[0];
  if (first === undefined) return undefined;
  if (!first.includes('=')) {
    return /[\t\v\f\r ]/.test(text) ? undefined : `${keyword} needs a name and a value`;
  }
  const bare = words.find((word) => !word.includes('='));
  return bare === undefined ? undefined : `${bare} of ${keyword} has no =`;
}

function assignmentNameProblem(
  keyword: string,
  text: string,
  escape: '\\' | '`',
): string | undefined {
  const words = splitAssignmentWords(text, escape);
  if (words.length === 0) return `${keyword} needs a name and a value`;
  return words[0]?.includes('=') === true && words.some((word) => word.startsWith('='))
    ? `a name of ${keyword} is empty`
    : undefined;
}

/** The type of a HEALTHCHECK in upper case, and what follows it. */
function splitHealthcheck(text: string): { readonly type: string; readonly rest: string } {
  const type = /^[^\t\v\f\r ]*/.exec(text)?.[0] ?? '';
  return { type: type.toUpperCase(), rest: trimSpace(text.slice(type.length)) };
}

function healthcheckProblem(text: string): string | undefined {
  const { type, rest } = splitHealthcheck(text);
  const isEmpty = rest === '' || readStringArray(rest)?.length === 0;
  switch (type) {
    case 'NONE':
      return isEmpty ? undefined : 'HEALTHCHECK NONE takes no arguments';
    case 'CMD':
      return isEmpty ? 'HEALTHCHECK CMD needs a command' : undefined;
    case '':
      return 'HEALTHCHECK needs CMD or NONE';
    default:
      return `HEALTHCHECK takes CMD or NONE, not ${type}`;
  }
}

function onbuildProblem(instruction: Instruction, escape: '\\' | '`'): string | undefined {
  const inner = splitInstruction(instruction.arguments, escape);
  const trigger = inner.keyword.text.toUpperCase();
  if (trigger === '') return 'ONBUILD needs an instruction';
  return trigger === 'ONBUILD' || trigger === 'FROM' || trigger === 'MAINTAINER'
    ? `${trigger} cannot follow ONBUILD`
    : lineProblem(keywordName(inner.keyword.text), inner.arguments.text, escape);
}
