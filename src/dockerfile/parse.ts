import { sourceRange, type CookedText } from './cooked.js';
import { parseImageReference } from './image-reference.js';
import { keywordName, readLines, readStringArray, type InstructionLines } from './lines.js';
import type { ArgumentWord, Dockerfile, Flag, Instruction, Stage, StageBase } from './model.js';
import type { SyntaxProblem } from './problem.js';
import { lineEnding, lowerCase } from './text.js';
import { expandVariables, readAssignments, unquote } from './variables.js';
import { findInvalidInstruction } from './validate.js';

/** A Dockerfile, or why BuildKit would reject the text. */
export type ParseResult =
  | { readonly kind: 'parsed'; readonly dockerfile: Dockerfile }
  | { readonly kind: 'rejected'; readonly problem: SyntaxProblem };

/**
 * Parses a Dockerfile by BuildKit's rules. Never throws for any text.
 * @param shownLine the line that messages name for an offset; the line itself where it is not given
 */
export function parseDockerfile(text: string, shownLine?: (offset: number) => number): ParseResult {
  const lines = readLines(text);
  if ('message' in lines) return { kind: 'rejected', problem: lines };
  const instructions: Instruction[] = [];
  let stageIndex: number | undefined;
  lines.instructions.forEach((cut, index) => {
    const keyword = keywordName(cut.keyword.text);
    if (keyword === 'FROM') stageIndex = (stageIndex ?? -1) + 1;
    const line = shownLine?.(cut.range.start) ?? cut.firstLine;
    instructions.push(toInstruction(cut, keyword, index, stageIndex, line));
  });
  const problem = findInvalidInstruction(instructions, lines.escape);
  if (problem !== undefined) return { kind: 'rejected', problem };

  const globalArguments = instructions.filter(
    (instruction) => instruction.stageIndex === undefined,
  );
  const dockerfile: Dockerfile = {
    text,
    lineEnding: lineEnding(text),
    directives: lines.directives,
    escape: lines.escape,
    instructions,
    globalArguments,
    stages: readStages(instructions, globalArguments, lines.escape),
    comments: lines.comments,
  };
  return { kind: 'parsed', dockerfile };
}

const EXEC_FORM_KEYWORDS: ReadonlySet<string> = new Set([
  'RUN',
  'CMD',
  'ENTRYPOINT',
  'SHELL',
  'COPY',
  'ADD',
  'VOLUME',
]);

const SHELL_KEYWORDS: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

function toInstruction(
  cut: InstructionLines,
  keyword: string,
  index: number,
  stageIndex: number | undefined,
  shownLine: number,
): Instruction {
  return {
    shownLine,
    keyword,
    keywordRange:
      cut.keyword.text === ''
        ? { start: cut.range.start, end: cut.range.start }
        : sourceRange(cut.keyword, 0, cut.keyword.text.length),
    index,
    stageIndex,
    range: cut.range,
    headRange: cut.headRange,
    firstLine: cut.firstLine,
    lastLine: cut.lastLine,
    flags: cut.flags.map(toFlag),
    arguments: cut.arguments,
    words: SHELL_KEYWORDS.has(keyword) ? [] : splitWords(cut.arguments),
    execForm: readExecForm(keyword, cut.arguments.text),
    heredocs: cut.heredocs,
    commentsAbove: cut.commentsAbove,
    commentsInside: cut.commentsInside,
  };
}

/** The JSON form of an instruction's arguments; HEALTHCHECK has it after its `CMD`. */
function readExecForm(keyword: string, text: string): readonly string[] | undefined {
  if (keyword === 'HEALTHCHECK') return readStringArray(text.replace(/^[^\t\v\f\r ]+/, ''));
  return EXEC_FORM_KEYWORDS.has(keyword) ? readStringArray(text) : undefined;
}

function toFlag(flag: InstructionLines['flags'][number]): Flag {
  const equals = flag.value.indexOf('=');
  const name = flag.value.slice(2, equals === -1 ? undefined : equals);
  return {
    name,
    value: equals === -1 ? undefined : flag.value.slice(equals + 1),
    range: sourceRange(flag.cooked, 0, flag.cooked.text.length),
  };
}

/** Splits cooked text at white space, as BuildKit does where no quotes count. */
function splitWords(cooked: CookedText): readonly ArgumentWord[] {
  const words: ArgumentWord[] = [];
  for (const match of cooked.text.matchAll(/[^\t\v\f\r ]+/g)) {
    const [text] = match;
    words.push({ text, range: sourceRange(cooked, match.index, match.index + text.length) });
  }
  return words;
}

function readStages(
  instructions: readonly Instruction[],
  globalArguments: readonly Instruction[],
  escape: '\\' | '`',
): readonly Stage[] {
  const defaults = globalDefaults(globalArguments, escape);
  const stages: Stage[] = [];
  const indexByName = new Map<string, number>();
  let own: Instruction[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'FROM') {
      own.push(instruction);
      continue;
    }
    own = [];
    const index = stages.length;
    const writtenName = instruction.words[2]?.text;
    const name = writtenName === undefined ? undefined : lowerCase(writtenName);
    stages.push({
      index,
      name,
      from: instruction,
      base: readBase(instruction, indexByName, defaults, escape),
      platform: instruction.flags.find((flag) => flag.name === 'platform')?.value,
      instructions: own,
    });
    if (name !== undefined) indexByName.set(name, index);
  }
  return stages;
}

/** The default values of the global ARGs; one whose default cannot be told is left out. */
function globalDefaults(
  globalArguments: readonly Instruction[],
  escape: '\\' | '`',
): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const instruction of globalArguments) {
    for (const { name, rawValue } of readAssignments(instruction, escape)) {
      const value = rawValue === undefined ? undefined : expandRaw(rawValue, escape, defaults);
      if (value === undefined) defaults.delete(name);
      else defaults.set(name, value);
    }
  }
  return defaults;
}

/** The value of a written word; undefined where it can't be told, or where an escape or quote may protect a variable. */
function expandRaw(
  raw: string,
  escape: '\\' | '`',
  values: ReadonlyMap<string, string>,
): string | undefined {
  if (!raw.includes('$')) return unquote(raw, escape);
  return raw.includes("'") || raw.includes(escape)
    ? undefined
    : expandVariables(unquote(raw, escape), values);
}

function readBase(
  from: Instruction,
  earlierStages: ReadonlyMap<string, number>,
  defaults: ReadonlyMap<string, string>,
  escape: '\\' | '`',
): StageBase {
  const word = from.words[0];
  if (word === undefined) return { kind: 'unresolved', range: from.range, text: '' };
  const { range } = word;
  const resolved = expandRaw(word.text, escape, defaults);
  if (resolved === undefined || resolved === '') {
    return { kind: 'unresolved', range, text: unquote(word.text, escape) };
  }
  if (resolved === 'scratch') return { kind: 'scratch', range };
  const index = earlierStages.get(lowerCase(resolved));
  if (index !== undefined) return { kind: 'stage', index, range };
  const hasVariables = word.text.includes('$');
  return { kind: 'image', range, reference: parseImageReference(resolved), hasVariables };
}
