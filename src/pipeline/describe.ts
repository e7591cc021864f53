import type { Dockerfile } from '../dockerfile/model.js';
import type { Finding } from '../transform/finding.js';
import type { Transform } from '../transform/transform.js';
import { stageGate, type Gate } from './gates.js';
import { toOriginalRange } from './offset-history.js';
import type { PlannedFinding } from './plan.js';
import type { Progress } from './progress.js';
import { fixId } from './rejection.js';

/** A finding as a plan reports it, with its place in the text before all edits. */
export function describe(
  transform: Transform,
  finding: Finding,
  progress: Progress,
): PlannedFinding {
  const fix = finding.kind === 'fix';
  const range = toOriginalRange(progress.histories[finding.file], finding.range);
  const { line } = progress.positions[finding.file](range.start);
  return {
    id: fix ? fixId(transform.id, line) : undefined,
    transform: transform.id,
    message: finding.message,
    status: fix ? 'available' : 'skipped',
    applicability: finding.applicability,
    reason: finding.reason,
    nothingToGain: !fix && hasNothingToGain(transform, finding.reason),
    removes: fix ? finding.removes : [],
    estimate: fix ? finding.estimate : undefined,
    file: finding.file,
    range,
  };
}

/** A gate as a plan reports it. */
export function gateFinding(gate: Gate): PlannedFinding {
  return {
    id: undefined,
    transform: 'dockopt',
    message: gate.message,
    status: 'skipped',
    applicability: undefined,
    reason: gate.reason,
    nothingToGain: false,
    removes: [],
    estimate: undefined,
    file: 'dockerfile',
    range: gate.range,
  };
}

/** What is said of the stages that are left alone as a whole. */
export function windowsFindings(dockerfile: Dockerfile): readonly PlannedFinding[] {
  return dockerfile.stages.flatMap((stage) => {
    const gate = stageGate(dockerfile, stage);
    return gate === undefined ? [] : [gateFinding(gate)];
  });
}

/** Findings in the order of their place. */
export function sortFindings(findings: readonly PlannedFinding[]): readonly PlannedFinding[] {
  return [...findings].sort((a, b) => a.range.start - b.range.start);
}

/** Whether a refusal for a reason loses nothing. */
export function hasNothingToGain(transform: Transform, reason: string | undefined): boolean {
  return transform.reasons.some(({ id, nothingToGain }) => id === reason && nothingToGain === true);
}
