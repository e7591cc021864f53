import type { Instruction } from '../../src/dockerfile/model.js';
import {
  applyEdits,
  deletion,
  insertion,
  replacement,
  type TextEdit,
} from '../../src/transform/text-edit.js';
import { ownerAtEnd, ownerOfChown } from './owners.js';
import { aptLine, inManner } from './new-lines.js';
import { lockedCaches } from './shared-caches.js';
import type { Artefact, BuildPlan, Split } from './site.js';

/** The edits that split the stage: the author's lines keep their bytes, and new ones take over their manner. */
export function layOut(plan: BuildPlan, split: Split): readonly TextEdit[] {
  const { site, lastBuild, roles } = plan;
  const { dockerfile, stage } = site;
  const builder = builderName(plan);
  const before = stage.instructions.filter(({ index }) => index <= lastBuild.index);
  const replaced = stage.instructions.find(({ index }) => roles.get(index) === 'replaced');
  const copies = split.artefacts.map((artefact) => copyLine(plan, builder, artefact));

  const blocks: Block[] = [{ text: finalFrom(plan, split), spaced: true }];
  const spacedStart = hasBlankLineBefore(dockerfile.text, stage.instructions[0]);
  if (split.packages.length > 0)
    blocks.push({
      text: inFileManner(plan, aptLine(dockerfile, split.packages, split)),
      spaced: spacedStart,
    });
  const moved: Instruction[] = [];
  const caches = lockedCaches(plan);
  for (const instruction of before) {
    const role = roles.get(instruction.index);
    if (role !== 'both' && role !== 'final') continue;
    if (role === 'final') moved.push(instruction);
    const start = role === 'final' ? blockStart(instruction) : instruction.range.start;
    blocks.push({
      text: changedText(dockerfile.text, start, instruction.range.end, caches.get(instruction)),
      spaced: blocks.length === 1 ? spacedStart : hasBlankLineBefore(dockerfile.text, instruction),
    });
  }
  const ownersOf = (owner: string | undefined): readonly string[] =>
    folderOwners(plan, split, owner);
  const spacedCopy = hasBlankLineBefore(dockerfile.text, lastBuild) || blocks.length === 1;
  const closing = [
    ...(replaced === undefined ? [...copies, ...ownersOf(ownerAtEnd(lastBuild, plan.site))] : []),
    ...split.finalLines.map((line) => inFileManner(plan, line)),
  ];
  closing.forEach((text, position) => {
    blocks.push({ text, spaced: position === 0 && (blocks.length > 1 ? spacedCopy : spacedStart) });
  });

  const eol = dockerfile.lineEnding;
  const spacedBuild = hasBlankLineBefore(dockerfile.text, lastBuild);
  const inserted = [
    ...split.builderLines.map((text, position) => ({
      text: inFileManner(plan, text),
      spaced: position === 0 && spacedBuild,
    })),
    ...blocks,
  ]
    .map(({ text, spaced }) => `${eol}${spaced ? eol : ''}${text}`)
    .join('');

  return [
    ...nameBuilder(plan, builder, split.builderTag),
    ...[...split.linesBefore].flatMap(([index, lines]) => {
      const instruction = stage.instructions.find((one) => one.index === index);
      return instruction === undefined
        ? []
        : [
            insertion(
              blockStart(instruction),
              lines.map((line) => `${inFileManner(plan, line)}${eol}`).join(''),
            ),
          ];
    }),
    ...[...caches].flatMap(([instruction, edits]) => (moved.includes(instruction) ? [] : edits)),
    ...moved.map((instruction) => deletion(wholeLines(dockerfile.text, instruction))),
    insertion(lastBuild.range.end, inserted),
    ...(replaced === undefined
      ? []
      : [
          replacement(
            replaced.range,
            [...copies, ...ownersOf(ownerOfChown(replaced, plan.site))].join(eol),
          ),
        ]),
  ];
}

/** A part of the text, with edits that lie in it. */
function changedText(
  text: string,
  start: number,
  end: number,
  edits: readonly TextEdit[] = [],
): string {
  return applyEdits(
    text.slice(start, end),
    edits.map((edit) => ({
      ...edit,
      range: { start: edit.range.start - start, end: edit.range.end - start },
    })),
  );
}

interface Block {
  readonly text: string;
  readonly spaced: boolean;
}

/** From the comments right above an instruction on. */
function blockStart(instruction: Instruction): number {
  return instruction.commentsAbove[0]?.range.start ?? instruction.range.start;
}

function hasBlankLineBefore(text: string, instruction: Instruction | undefined): boolean {
  if (instruction === undefined) return false;
  return /\n[ \t]*\r?\n[ \t]*$/.test(text.slice(0, blockStart(instruction)));
}

/** The lines of an instruction and of the comments above it, with one of the blank lines around them where there are two. */
function wholeLines(text: string, instruction: Instruction): { start: number; end: number } {
  const start = text.lastIndexOf('\n', blockStart(instruction) - 1) + 1;
  const newline = text.indexOf('\n', instruction.range.end);
  const end = newline === -1 ? text.length : newline + 1;
  const blank = /^[ \t]*\r?\n/.exec(text.slice(end));
  return {
    start,
    end: end + (hasBlankLineBefore(text, instruction) ? (blank?.[0].length ?? 0) : 0),
  };
}

/** A line, or a keyword alone, with the keyword in the case that the file uses. */
function inFileManner({ site: { dockerfile, stage } }: BuildPlan, line: string): string {
  return inManner(dockerfile, stage.from, line);
}

/** A name that no stage and no image of the file has. */
function builderName({ site }: BuildPlan): string {
  const taken = new Set([site.stage.name, ...site.input.use.namedContexts]);
  return ['builder', 'build', 'build-stage'].find((name) => !taken.has(name)) ?? 'dockopt-builder';
}

function nameBuilder(
  plan: BuildPlan,
  builder: string,
  tag: string | undefined,
): readonly TextEdit[] {
  const { stage, tag: oldTag } = plan.site;
  const [, as, name] = stage.from.words;
  const { end } = stage.base.range;
  const newTag =
    tag === undefined
      ? []
      : oldTag === undefined
        ? [insertion(end, `:${tag}`)]
        : [replacement({ start: end - oldTag.length, end }, tag)];
  if (as !== undefined && name !== undefined) return [...newTag, replacement(name.range, builder)];
  const suffix = ` ${inFileManner(plan, 'AS')} ${builder}`;
  const [tagEdit] = newTag;
  return [
    tagEdit === undefined ? insertion(end, suffix) : { ...tagEdit, text: tagEdit.text + suffix },
  ];
}

function finalFrom(plan: BuildPlan, split: Split): string {
  const { dockerfile, stage } = plan.site;
  const [, as, name] = stage.from.words;
  const flags = stage.from.flags.map(
    ({ range }) => `${dockerfile.text.slice(range.start, range.end)} `,
  );
  const suffix =
    as !== undefined && name !== undefined
      ? ` ${dockerfile.text.slice(as.range.start, name.range.end)}`
      : '';
  return `${inFileManner(plan, 'FROM')} ${flags.join('')}${split.finalBase}${suffix}`;
}

function copyLine(plan: BuildPlan, builder: string, { from, to, owner }: Artefact): string {
  const chown = owner === undefined ? '' : ` --chown=${owner}`;
  return `${inFileManner(plan, 'COPY')} --from=${builder}${chown} ${from} ${to}`;
}

/** COPY gives an owner to what it copies, and leaves the folder itself to root where WORKDIR has made it. */
function folderOwners(
  plan: BuildPlan,
  { artefacts }: Split,
  owner: string | undefined,
): readonly string[] {
  return owner === undefined
    ? []
    : artefacts
        .filter((artefact) => artefact.owner !== undefined)
        .map(({ from }) => `${inFileManner(plan, 'RUN')} chown ${owner} ${from}`);
}
