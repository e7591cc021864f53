import type { Instruction } from '../../src/dockerfile/model.js';
import { isSlimTag } from '../../src/knowledge/base-images.js';
import {
  debianBytes,
  distrolessBytes,
  MINIMAL_SIZES_SOURCE,
  type DistrolessKind,
} from '../../src/knowledge/minimal-images.js';
import { bytesBeyond, packagesAfter } from '../../src/knowledge/package-sizes.js';
import { baseSwap } from '../../src/transform/base-swap.js';
import { estimateOf, type Estimate } from '../../src/transform/estimate.js';
import type { FixFinding } from '../../src/transform/finding.js';
import { basePackages, installsOf } from '../../src/transform/stage-packages.js';
import { deletion, replacement, type TextEdit } from '../../src/transform/text-edit.js';
import type { FinalStage } from './final-stage.js';

/** The fix that puts the final stage on a base without a shell; its RUNs go, which installed nothing but what the base has. */
export function baseFix(
  final: FinalStage,
  facts: {
    readonly after: string;
    readonly kind: DistrolessKind | 'scratch';
    /** Sentences for the reviewer. */
    readonly message: string;
  },
): FixFinding {
  const { stage, written } = final;
  const { after, kind, message } = facts;
  const runs = stage.instructions.filter(({ keyword }) => keyword === 'RUN');
  return {
    kind: 'fix',
    applicability: 'unsafe',
    reason: 'no-shell',
    message,
    edits: [replacement(stage.base.range, after), ...runs.map((run) => removal(final, run, after))],
    removes: [
      ...baseSwap(written, after),
      ...(runs.length === 0
        ? []
        : [{ kind: 'build' as const, lines: runs.map(({ shownLine }) => shownLine), kept: [] }]),
    ],
    estimate: savingOf(final, kind),
    file: 'dockerfile',
    range: stage.base.range,
  };
}

/** Takes a RUN out with its lines. What was said about it stays, with a word on where it has gone. */
function removal({ dockerfile }: FinalStage, run: Instruction, after: string): TextEdit {
  const { text, lineEnding } = dockerfile;
  if (run.commentsAbove.length + run.commentsInside.length > 0) {
    const inside = run.commentsInside.map(({ range }) => text.slice(range.start, range.end).trim());
    const lines = [...inside, `# (part of ${after})`];
    return replacement(run.range, lines.join(lineEnding));
  }
  const start = text.lastIndexOf('\n', run.range.start - 1) + 1;
  const newline = text.indexOf('\n', run.range.end);
  const end = newline === -1 ? text.length : newline + 1;
  const hasBlankLineBefore = /\n[ \t]*\r?\n$/.test(text.slice(0, start));
  const blank = hasBlankLineBefore ? /^[ \t]*\r?\n/.exec(text.slice(end)) : null;
  return deletion({ start, end: end + (blank?.[0].length ?? 0) });
}

/** What an image of Debian and what is installed in it weigh, less the new base; undefined where no table tells. */
function savingOf(final: FinalStage, kind: DistrolessKind | 'scratch'): Estimate | undefined {
  const { image, suite, reference, stage, states } = final;
  if (image !== 'debian' || suite === undefined) return undefined;
  const before = debianBytes(suite, isSlimTag(reference.tag));
  const after = kind === 'scratch' ? 0 : distrolessBytes(kind, suite);
  const own = basePackages(reference)?.packages;
  if (before === undefined || after === undefined || own === undefined) return undefined;
  const installed = packagesAfter(suite, own, installsOf(stage.instructions, states));
  const packages = bytesBeyond(suite, installed.packages, own);
  return packages === undefined
    ? undefined
    : estimateOf(before + packages - after, MINIMAL_SIZES_SOURCE);
}
