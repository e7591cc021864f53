import type { Instruction } from '../../../src/dockerfile/model.js';
import {
  deletion,
  insertion,
  replacement,
  type TextEdit,
} from '../../../src/transform/text-edit.js';
import type { FinalStage } from '../final-stage.js';
import { configurationRun, SERVED_FOLDER } from './nginx.js';
import type { FileServer } from './servers.js';
import { commandOf, type Origin } from './site.js';

/** What says something about the image, and stands in the stage that ships. */
const SAYS_SOMETHING: ReadonlySet<string> = new Set([
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
]);
const FILLS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

/** The edits that put nginx into the last stage; a file of one stage gets a second one. */
export function layOut(
  final: FinalStage,
  server: FileServer,
  origin: Origin,
  after: string,
): readonly TextEdit[] {
  const command = commandOf(final);
  const ends =
    command === undefined
      ? []
      : [replacement(command.range, `${manner(final, 'CMD')} ["nginx", "-g", "daemon off;"]`)];
  return [
    ...(origin.copy === undefined
      ? secondStage(final, server, origin, after)
      : lastStage(final, server, origin, after)),
    ...ends,
  ];
}

function lastStage(
  final: FinalStage,
  server: FileServer,
  { copy, path }: Origin,
  after: string,
): readonly TextEdit[] {
  const { stage, dockerfile } = final;
  const flag = copy?.instruction.flags.find(({ name }) => name === 'from');
  const served = `${manner(final, 'COPY')} --from=${flag?.value ?? ''} ${path} ${SERVED_FOLDER}`;
  const others = stage.instructions.filter(
    (instruction) =>
      instruction !== copy?.instruction &&
      (FILLS.has(instruction.keyword) || instruction.keyword === 'WORKDIR'),
  );
  return [
    replacement(stage.base.range, after),
    ...(copy === undefined
      ? []
      : [
          replacement(
            copy.instruction.range,
            `${configurationRun(server, settings(final))}${dockerfile.lineEnding}${served}`,
          ),
        ]),
    ...others.map((instruction) => without(final, instruction)),
  ];
}

/** A new stage behind the last line that fills the image; what was said of the image before is said there. */
function secondStage(
  final: FinalStage,
  server: FileServer,
  { path }: Origin,
  after: string,
): readonly TextEdit[] {
  const { stage, dockerfile, input } = final;
  const { text, lineEnding } = dockerfile;
  const taken = new Set([stage.name, ...input.use.namedContexts]);
  const builder =
    ['builder', 'build', 'build-stage'].find((name) => !taken.has(name)) ?? 'dockopt-builder';
  const [, as, name] = stage.from.words;
  const last = stage.instructions.findLast(({ keyword }) => FILLS.has(keyword));
  if (last === undefined) return [];
  const flags = stage.from.flags
    .map(({ range }) => `${text.slice(range.start, range.end)} `)
    .join('');
  const suffix =
    as === undefined || name === undefined ? '' : ` ${text.slice(as.range.start, name.range.end)}`;
  const repeated = stage.instructions
    .filter(({ keyword, index }) => index < last.index && SAYS_SOMETHING.has(keyword))
    .map(({ range }) => text.slice(range.start, range.end));
  const lines = [
    '',
    '',
    `${manner(final, 'FROM')} ${flags}${after}${suffix}`,
    ...repeated,
    configurationRun(server, settings(final)),
    `${manner(final, 'COPY')} --from=${builder} ${path} ${SERVED_FOLDER}`,
  ];
  return [
    name === undefined
      ? insertion(stage.base.range.end, ` ${manner(final, 'AS')} ${builder}`)
      : replacement(name.range, builder),
    insertion(last.range.end, lines.join(lineEnding)),
  ];
}

/** Takes an instruction out with its line. What was said about it stays, with a word on why it is gone. */
function without({ dockerfile }: FinalStage, instruction: Instruction): TextEdit {
  const { text, lineEnding } = dockerfile;
  const { commentsAbove, commentsInside, range } = instruction;
  if (commentsAbove.length + commentsInside.length > 0) {
    const inside = commentsInside.map((one) => text.slice(one.range.start, one.range.end).trim());
    return replacement(range, [...inside, '# (nginx needs no Node)'].join(lineEnding));
  }
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const newline = text.indexOf('\n', range.end);
  const end = newline === -1 ? text.length : newline + 1;
  const hasBlankLineBefore = /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const blank = hasBlankLineBefore ? /^[ \t]*\r?\n/.exec(text.slice(end)) : null;
  return deletion({ start, end: end + (blank?.[0].length ?? 0) });
}

function settings(final: FinalStage): Parameters<typeof configurationRun>[1] {
  const { escape, lineEnding } = final.dockerfile;
  return { escape, lineEnding, run: manner(final, 'RUN') };
}

/** A keyword in the case that the file uses. */
function manner({ dockerfile, stage }: FinalStage, keyword: string): string {
  const { start, end } = stage.from.keywordRange;
  const written = dockerfile.text.slice(start, end);
  return written === written.toLowerCase() ? keyword.toLowerCase() : keyword;
}
