import { runScript } from '../../src/dockerfile/commands.js';
import type { Dockerfile, Instruction } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { TextRange } from '../../src/dockerfile/text.js';
import { insertion, replacement, type TextEdit } from '../../src/transform/text-edit.js';
import type { Candidate } from './candidates.js';
import { boundToLayer } from './commands.js';
import type { Order } from './judge.js';
import { refuse, type Refusal } from './site.js';

/** The edits that put the copy behind the install: its lines keep their bytes, and lines for the manifests take its place. */
export function layOut(
  dockerfile: Dockerfile,
  candidate: Candidate,
  order: Order,
): readonly TextEdit[] | Refusal {
  const { instruction } = candidate.copy;
  const { last, rest } = candidate;
  const gap = rest === undefined ? undefined : divide(last, rest, candidate.target);
  if (gap !== undefined && 'kind' in gap) return gap;
  const start = instruction.commentsAbove[0]?.range.start ?? instruction.range.start;
  const block = dockerfile.text.slice(start, instruction.range.end);
  const eol = dockerfile.lineEnding;
  const lines = copyLines(dockerfile, candidate, order).join(eol);
  const spaced =
    instruction.commentsAbove.length > 0 ||
    [instruction, last].every((one) => isBlankAfter(dockerfile.text, one));
  const moved = `${eol}${spaced ? eol : ''}${block}`;
  const first = replacement({ start, end: instruction.range.end }, lines);
  if (gap === undefined) return [first, insertion(last.range.end, moved)];
  const { start: from, end: to } = last.keywordRange;
  const keyword = dockerfile.text.slice(from, to);
  return [first, replacement(gap, `${moved}${eol}${spaced ? eol : ''}${keyword} `)];
}

function isBlankAfter(text: string, { range }: Instruction): boolean {
  return /^[ \t]*(?:\r?\n[ \t]*(?:\r?\n|$)|$)/.test(text.slice(range.end));
}

/** The range between the last command that stays in the RUN and the first of the RUN that follows the copy. */
function divide(instruction: Instruction, rest: ShellCommand, target: string): TextRange | Refusal {
  const script = runScript(instruction);
  const notSimple = refuse(
    'run-not-simple',
    "it does other things too, and can't be divided at a plain &&",
  );
  if (script === undefined || script.error !== undefined || instruction.flags.length > 0) {
    return notSimple;
  }
  const position = script.commands.findIndex(
    ({ cookedRange }) => cookedRange.start === rest.cookedRange.start,
  );
  const head = script.commands.slice(0, position);
  const tail = script.commands.slice(position);
  const end = head.at(-1);
  const top = [...head, rest];
  const isList = top.every(
    ({ placement, cookedRange }, index) =>
      placement.size === 0 &&
      (index === 0 ||
        /^\s*&&\s*$/.test(
          script.text.slice(top[index - 1]?.cookedRange.end ?? 0, cookedRange.start),
        )),
  );
  // What the shell remembers would be lost in the RUN that follows.
  const changesShell = head.some((command) =>
    /^(?:cd|set|umask|export|\.|source)$/.test(resolveCommand(command)?.name ?? 'export'),
  );
  if (end === undefined || position < 1 || !isList || changesShell) return notSimple;
  const gap = { start: end.range.end, end: rest.range.start };
  const isCommented = instruction.commentsInside.some(
    ({ range }) => range.start < gap.end && range.end > gap.start,
  );
  if (isCommented) return notSimple;
  const [bound] = tail.flatMap((command) => boundToLayer(command, target) ?? []);
  return bound === undefined ? gap : refuse('cleaned-in-same-run', `it goes on with ${bound}`);
}

/** A COPY for each folder that files are copied to. */
function copyLines(dockerfile: Dockerfile, { copy }: Candidate, order: Order): readonly string[] {
  const { instruction } = copy;
  const { start, end } = instruction.keywordRange;
  const written = dockerfile.text.slice(start, end);
  const keyword = written === written.toLowerCase() ? 'copy' : 'COPY';
  const flags = instruction.flags.map(
    ({ range }) => `${dockerfile.text.slice(range.start, range.end)} `,
  );
  const words = instruction.words.map(({ text }) => text);
  const source = (words[0] ?? '').replace(/\/+$/, '');
  const prefix = source === '.' || source === '' ? '' : `${source}/`;
  const target = (words.at(-1) ?? '').replace(/\/+$/, '');
  const groups = new Map<string, string[]>();
  for (const file of order.files) {
    const slash = file.lastIndexOf('/');
    const folder = slash === -1 ? '' : file.slice(0, slash + 1);
    groups.set(folder, [...(groups.get(folder) ?? []), file]);
  }
  const line = (sources: readonly string[], folder: string): string =>
    `${keyword} ${flags.join('')}${sources.map((path) => prefix + path).join(' ')} ${target}/${folder}`;
  return [
    ...[...groups].map(([folder, files]) => line(files, folder)),
    ...order.folders.map((folder) => line([folder], `${folder}/`)),
  ];
}
