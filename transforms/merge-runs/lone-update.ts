import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Comment } from '../../src/dockerfile/lines.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { joinPath, type InstructionState } from '../../src/dockerfile/state.js';
import { packageManagerOf } from '../../src/knowledge/package-managers.js';
import type { Finding } from '../../src/transform/finding.js';
import { deletion, replacement, type TextEdit } from '../../src/transform/text-edit.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { readGroup, type Candidate } from './groups.js';
import { renderMerge } from './render.js';
import { isPlainCommand, PACKAGE_HELPERS, SOURCES_FOLDER } from './steps.js';

/** A lone `apt-get update` and what is to be done with it. */
export interface LoneUpdate {
  readonly update: Candidate;
  readonly finding: Finding;
}

/**
 * Moves `RUN apt-get update` to the install that uses its lists when other instructions stand between them, and drops it
 * where the next use of apt fetches the lists anew (hazards C3).
 */
export function findLoneUpdates(
  { dockerfile, states }: TransformInput,
  stage: Stage,
  candidates: ReadonlyMap<number, Candidate>,
): readonly LoneUpdate[] {
  const found: LoneUpdate[] = [];
  for (const [position, instruction] of stage.instructions.entries()) {
    const update = candidates.get(instruction.index);
    if (update?.step?.refreshesOnly !== 'apt' || 'reason' in update.body) continue;
    const rest = stage.instructions.slice(position + 1);
    const distance = rest.findIndex((other) => usesApt(candidates.get(other.index)));
    const install = candidates.get(rest[distance]?.index ?? -1);
    if (install?.step === undefined) continue;
    const between = rest.slice(0, distance);
    const fetches = install.step.refreshes.has('apt') && fetchesFirst(install);
    if (between.length === 0 && !fetches) continue;
    if (!install.step.installs.has('apt') && !fetches) continue;
    const blocking = between.find((other) =>
      touchesApt(other, candidates.get(other.index), states[other.index]),
    );
    if (blocking === undefined) {
      const finding = fetches
        ? dropUpdate(dockerfile, update, install)
        : moveUpdate(dockerfile, update, install);
      if (finding !== undefined) found.push({ update, finding });
      continue;
    }
    // RUNs alone between them can be merged with them.
    if (between.every(({ keyword }) => keyword === 'RUN')) continue;
    found.push({
      update,
      finding: {
        kind: 'refusal',
        reason: 'lists-needed-between',
        applicability: 'manual',
        message: `The package lists that line ${update.line} fetches are used in line ${install.line}; the ${blocking.keyword} of line ${blocking.shownLine} may need them or change where they come from, so that the update was not moved.`,
        file: 'dockerfile',
        range: update.instruction.range,
      },
    });
  }
  return found;
}

function usesApt(candidate: Candidate | undefined): boolean {
  const step = candidate?.step;
  return step?.installs.has('apt') === true || step?.refreshes.has('apt') === true;
}

/** Whether the first use of apt in a RUN is an `update` without which nothing of the RUN that follows it is reached. */
function fetchesFirst({ body }: Candidate): boolean {
  if ('reason' in body) return false;
  const first = body.script.commands.find((command) => {
    const name = resolveCommand(command)?.name;
    return name !== undefined && packageManagerOf(name)?.id === 'apt';
  });
  if (first === undefined || first.placement.size > 0) return false;
  const words = resolveCommand(first)?.arguments ?? [];
  // In `a && apt-get update; apt-get install b` the install does not wait for `a`.
  const isReached = body.parts.some(({ start }) => start === first.cookedRange.start);
  return isReached && words.some(({ value }) => value === 'update');
}

/** Whether an update has no option but those that make it quiet: `--allow-releaseinfo-change` may be what a later one relies on. */
function isPlainUpdate({ body }: Candidate): boolean {
  if ('reason' in body) return false;
  return body.script.commands.every((command) =>
    (resolveCommand(command)?.arguments ?? []).every(({ value }) =>
      /^(?:update|-[yq]+|--(?:yes|assume-yes|quiet))$/.test(value),
    ),
  );
}

const NEUTRAL_KEYWORDS: ReadonlySet<string> = new Set(
  'LABEL EXPOSE CMD ENTRYPOINT STOPSIGNAL HEALTHCHECK MAINTAINER WORKDIR VOLUME'.split(' '),
);
const NEUTRAL_COMMANDS: ReadonlySet<string> = new Set(
  'curl wget tar unzip gzip gunzip git npm pip pip3 gem composer yarn'.split(' '),
);

/** Whether what stands between an update and its install may need the lists, or change how apt fetches them. */
function touchesApt(
  instruction: Instruction,
  candidate: Candidate | undefined,
  state: InstructionState | undefined,
): boolean {
  const { keyword } = instruction;
  if (NEUTRAL_KEYWORDS.has(keyword)) return false;
  if (keyword === 'ENV' || keyword === 'ARG') return /\bapt/i.test(instruction.arguments.text);
  if (keyword === 'COPY' || keyword === 'ADD') return copiesSources(instruction, state);
  if (candidate?.step === undefined || 'reason' in candidate.body) return true;
  const { writes } = candidate.step;
  if (writes.some(({ path, tree }) => (tree ? mayHoldSources(path) : isSource(path)))) return true;
  if (SOURCES_NAMED.test(candidate.body.script.text)) return true;
  return candidate.body.script.commands.some((command) => {
    const name = resolveCommand(command)?.name;
    if (command.name === undefined) return false;
    if (name === undefined || PACKAGE_HELPERS.has(name)) return true;
    return !isPlainCommand(name) && !NEUTRAL_COMMANDS.has(name);
  });
}

/** Folders of apt, however a command changes what is in them: `sed -i`, `ln`, `rm`. */
const SOURCES_NAMED = /\/etc\/apt\b|\/usr\/share\/keyrings\b|\/var\/lib\/apt\b/;

function isSource(path: string): boolean {
  return SOURCES_FOLDER.test(`${path}/`);
}

/** Whether what fills a folder may put files where apt reads its sources. */
function mayHoldSources(folder: string): boolean {
  return isSource(folder) || /^\/(?:etc|usr|usr\/share)?$/.test(folder);
}

function copiesSources(instruction: Instruction, state: InstructionState | undefined): boolean {
  const words = instruction.execForm ?? instruction.words.map(({ text }) => text);
  const target = words.at(-1) ?? '/';
  if (/[$"']/.test(target)) return true;
  const path = joinPath(state?.workdir ?? '/', target) ?? '/';
  // What has an extension is taken for a file, though not for an archive, which ADD unpacks.
  const areFiles =
    instruction.heredocs.length === 0 &&
    words
      .slice(0, -1)
      .every(
        (source) => /[^/.][^/]*\.\w+$/.test(source) && !/\.(?:t?[gx]z|tar|bz2|zst)$/.test(source),
      );
  return areFiles ? isSource(path) || path === '/etc/apt' : mayHoldSources(path);
}

function dropUpdate(
  dockerfile: Dockerfile,
  update: Candidate,
  install: Candidate,
): Finding | undefined {
  if (!isPlainUpdate(update)) return undefined;
  // A comment would lose what it speaks of.
  if (update.instruction.commentsAbove.length > 0 || hasComments(update)) return undefined;
  return {
    kind: 'fix',
    applicability: 'safe',
    message: `Removes the lone update of the package lists of line ${update.line}: line ${install.line} fetches them anew before anything uses them, and the lists of line ${update.line} would stay in a layer of their own.`,
    file: 'dockerfile',
    range: update.instruction.range,
    edits: [deleteLines(dockerfile, update.instruction, [])],
    removes: [],
  };
}

function hasComments({ instruction, body }: Candidate): boolean {
  return (
    instruction.commentsInside.length > 0 ||
    'reason' in body ||
    body.script.trailingComment !== undefined
  );
}

function moveUpdate(
  dockerfile: Dockerfile,
  update: Candidate,
  install: Candidate,
): Finding | undefined {
  if (hasComments(update) || update.state.user !== install.state.user) return undefined;
  const group = readGroup(dockerfile, [update, install]);
  if ('reason' in group) return undefined;
  const merged = renderMerge(dockerfile, group.bodies, group.form, []);
  if ('reason' in merged) return undefined;
  const comments = update.instruction.commentsAbove;
  const { text, lineEnding } = dockerfile;
  const margin = marginOf(text, install.instruction);
  const above = comments.map(
    ({ range }) => text.slice(range.start, range.end) + lineEnding + margin,
  );
  return {
    kind: 'fix',
    applicability: 'safe',
    message: `Moves the update of the package lists from line ${update.line} into the RUN of line ${install.line} that uses them: the lists can be fresh there, and be removed with the install, only in one RUN.`,
    file: 'dockerfile',
    range: update.instruction.range,
    edits: [
      deleteLines(dockerfile, update.instruction, comments),
      replacement(install.instruction.range, above.join('') + merged.text),
    ],
    removes: [],
  };
}

function marginOf(text: string, { range }: Instruction): string {
  return text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start);
}

/** Deletes the lines of an instruction with comments above it, and a blank line that would be doubled. */
function deleteLines(
  { text }: Dockerfile,
  { range }: Instruction,
  comments: readonly Comment[],
): TextEdit {
  const first = comments[0]?.range.start ?? range.start;
  const start = text.lastIndexOf('\n', first - 1) + 1;
  const newline = text.indexOf('\n', range.end);
  let end = newline === -1 ? text.length : newline + 1;
  const blankBefore = /(?:^|\n)[ \t]*\r?\n$/.test(text.slice(0, start));
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0];
  if (blankBefore && blankAfter !== undefined) end += blankAfter.length;
  return deletion({ start, end });
}
