import { localSources } from '../context/local-sources.js';
import type { Dockerfile, Instruction } from '../dockerfile/model.js';
import type { Finding, FixFinding } from '../transform/finding.js';
import { stageGate } from './gates.js';
import { isSuppressed } from './suppressions.js';

/** What holds for every fix, whatever the transform thinks: comments that say no, gated stages, generated files. */
export interface Vetoes {
  readonly dockerfile: Dockerfile;
  readonly transform: string;
  /** Ids of all transforms. */
  readonly known: readonly string[];
  /** The file says that it is generated: edits are lost with its next generation (hazards G6). */
  readonly generated: boolean;
}

/** The finding as it may stand; undefined where nothing may be said, since the stage is left alone as a whole. */
export function applyVetoes(finding: Finding, vetoes: Vetoes): Finding | undefined {
  const { dockerfile, transform, known } = vetoes;
  const touched = finding.kind === 'fix' ? touchedInstructions(dockerfile, finding) : [];
  const isOfIgnoreFile = finding.file === 'dockerignore';
  const suppressed = touched.find((instruction) =>
    isSuppressed(dockerfile, instruction, transform, known, isOfIgnoreFile),
  );
  if (suppressed !== undefined) {
    return {
      kind: 'refusal',
      reason: 'ignored-by-comment',
      message: `A comment keeps ${transform} away from the ${suppressed.keyword} of line ${suppressed.shownLine}.`,
      file: 'dockerfile',
      range: suppressed.range,
    };
  }
  const places = isOfIgnoreFile
    ? []
    : finding.kind === 'fix'
      ? touched
      : instructionsWithin(dockerfile, finding.range.start, finding.range.end);
  if (places.some((instruction) => isInGatedStage(dockerfile, instruction))) return undefined;
  if (finding.kind === 'fix' && finding.applicability === 'safe' && vetoes.generated) {
    return { ...finding, applicability: 'unsafe', reason: 'generated-file' };
  }
  return finding;
}

function isInGatedStage(dockerfile: Dockerfile, instruction: Instruction): boolean {
  const stage = dockerfile.stages[instruction.stageIndex ?? -1];
  return stage !== undefined && stageGate(dockerfile, stage) !== undefined;
}

/**
 * The instructions above which a comment keeps a fix away: those that it edits, or for a fix of `.dockerignore` those that
 * read the build context.
 */
export function touchedInstructions(
  dockerfile: Dockerfile,
  fix: FixFinding,
): readonly Instruction[] {
  if (fix.file === 'dockerignore') {
    return localSources(dockerfile).map(({ instruction }) => instruction);
  }
  return fix.edits
    .filter(({ file }) => file === 'dockerfile')
    .flatMap(({ range }) => instructionsWithin(dockerfile, range.start, range.end));
}

function instructionsWithin(
  dockerfile: Dockerfile,
  start: number,
  end: number,
): readonly Instruction[] {
  return dockerfile.instructions.filter(({ range }) => start <= range.end && range.start <= end);
}

const GENERATED =
  /\bdo not edit\b|\bgenerated (?:by|from|via|automatically)\b|\bauto-?generated\b|\bautomatically generated\b/i;

/** Whether the comments at the top of the file say that a program wrote it. */
export function isGenerated(dockerfile: Dockerfile): boolean {
  const first = dockerfile.instructions[0]?.range.start ?? 0;
  return dockerfile.comments.some(({ range, text }) => range.start < first && GENERATED.test(text));
}
