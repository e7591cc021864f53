import { shellMode } from '../../src/dockerfile/commands.js';
import type { Comment } from '../../src/dockerfile/lines.js';
import type { Dockerfile, Instruction } from '../../src/dockerfile/model.js';
import { oncePer } from '../../src/dockerfile/once.js';
import type { InstructionState } from '../../src/dockerfile/state.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { readBody, type RunBody } from './body.js';
import { chooseForm, type MergedForm } from './forms.js';
import { findFlagObstacle, findLeak, findOwnObstacle } from './obstacles.js';
import type { Obstacle } from './reasons.js';
import { readStep, type Step } from './steps.js';

/** Half of what the system takes as one argument (`MAX_ARG_STRLEN`, 128 KiB), in bytes (hazards M29). */
const MAXIMUM_SCRIPT_BYTES = 64 * 1024;

/** A RUN that may be merged with its neighbours. */
export interface Candidate {
  readonly instruction: Instruction;
  readonly state: InstructionState;
  readonly line: number;
  /** The script taken apart, or why this RUN can't be merged with any other. */
  readonly body: RunBody | Obstacle;
  /** What it works on; undefined where its script can't be read. */
  readonly step: Step | undefined;
}

/** Reads a RUN. */
export function readCandidate(
  instruction: Instruction,
  input: TransformInput,
): Candidate | undefined {
  const state = input.states[instruction.index];
  if (state === undefined) return undefined;
  const line = instruction.shownLine;
  const mode = shellMode(state);
  const read = readBody(instruction);
  const body: RunBody | Obstacle =
    'reason' in read
      ? read
      : mode === undefined || !['sh', 'dash', 'ash', 'bash'].includes(mode.name)
        ? {
            reason: 'shell-unknown',
            why: `the shell of line ${line} is none of sh, dash, ash and bash`,
          }
        : (findOwnObstacle(read, mode) ?? read);
  const step = 'reason' in read ? undefined : readStep(read.script, state);
  return { instruction, state, line, body, step };
}

/** Bodies that can be merged, and how. */
export interface MergeableGroup {
  readonly bodies: readonly RunBody[];
  readonly form: MergedForm;
}

/**
 * Whether RUNs that stand one after the other can be merged so that nothing changes but the layers.
 * @param known how many of them, from the first on, are known to be such a group: only what the others add is looked at
 */
export function readGroup(
  dockerfile: Dockerfile,
  candidates: readonly Candidate[],
  known = 0,
): MergeableGroup | Obstacle {
  const bodies: RunBody[] = [];
  for (const [index, { body, instruction }] of candidates.entries()) {
    if ('reason' in body) return body;
    bodies.push(body);
    const before = candidates[index - 1]?.instruction;
    if (before === undefined || index < known) continue;
    const obstacle =
      findFlagObstacle(before.flags, instruction.flags) ??
      findLinterComment(commentsBetween(dockerfile, before, instruction));
    if (obstacle !== undefined) return obstacle;
  }
  const [first] = candidates;
  const mode = first === undefined ? undefined : shellMode(first.state);
  if (first === undefined || mode === undefined) {
    return { reason: 'shell-unknown', why: 'their shell can’t be told' };
  }
  for (const [index, body] of bodies.slice(0, -1).entries()) {
    const leak = findLeak(body, bodies.slice(Math.max(index + 1, known)), first.state);
    if (leak !== undefined) return leak;
  }
  const size = bodies.reduce((sum, body) => sum + byteLength(body), 0);
  if (size > MAXIMUM_SCRIPT_BYTES) {
    return { reason: 'too-long', why: `the merged script would have ${size} bytes` };
  }
  const form = chooseForm(bodies, mode);
  return 'reason' in form ? form : { bodies, form };
}

const byteLength = oncePer(
  ({ script }: RunBody): number => new TextEncoder().encode(script.text).length,
);

/** The comment lines between two instructions. */
export function commentsBetween(
  dockerfile: Dockerfile,
  before: Instruction,
  after: Instruction,
): readonly Comment[] {
  return dockerfile.comments.filter(
    ({ range }) => range.start >= before.range.end && range.end <= after.range.start,
  );
}

const LINTER_COMMENT =
  /^(?:hadolint|tally|shellcheck|dockopt|checkov|kics|trivy|semgrep|nosemgrep|snyk|dockle|check)\b[\w-]*\s*[:=\s]/i;

/** A comment that speaks to a program about the instruction below it (hazards G12). */
function findLinterComment(comments: readonly Comment[]): Obstacle | undefined {
  const comment = comments.find(
    ({ text }) => LINTER_COMMENT.test(`${text} `) && /ignore|skip|disable|nosemgrep/i.test(text),
  );
  return comment === undefined
    ? undefined
    : {
        reason: 'linter-comment',
        why: `the comment “${comment.text}” speaks of the later RUN alone`,
      };
}
