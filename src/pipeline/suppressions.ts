import type { Dockerfile, Instruction } from '../dockerfile/model.js';

/** Rules of other linters whose subject is a transform's: who switched off the rule does not want the rewrite. */
const LINT_RULES: Readonly<Record<string, string>> = {
  DL3009: 'clean-caches',
  DL3015: 'clean-caches',
  DL3019: 'clean-caches',
  DL3032: 'clean-caches',
  DL3036: 'clean-caches',
  DL3040: 'clean-caches',
  DL3042: 'clean-caches',
  DL3059: 'merge-runs',
  DL3060: 'clean-caches',
};

const OWN = /^dockopt-ignore(?![\w-])[:\s]*(.*)$/;
const OTHERS = /^(?:hadolint|tally)(?:\s+global)?\s+ignore\s*=\s*(.*)$/;
const GLOBAL = /^(?:hadolint|tally)\s+global\s+ignore\s*=\s*(.*)$/;

function ruleTransforms(list: string): readonly string[] {
  return list
    .split(/[\s,;]+/)
    .flatMap((rule) => LINT_RULES[rule.slice(rule.lastIndexOf('/') + 1)] ?? []);
}

/**
 * The transforms that a `# dockopt-ignore` comment names; all of them where it names none it knows, so that a reason
 * may follow (`# dockopt-ignore: the split is deliberate`).
 */
function ownTransforms(
  list: string,
  all: readonly string[],
  known: readonly string[],
): readonly string[] {
  const named = list.split(/[\s,]+/).filter((word) => known.includes(word));
  return named.length === 0 ? all : named;
}

/**
 * Whether comments keep a transform away from an instruction: those directly above it, or global ones.
 * @param known the ids of all transforms
 * @param byName only comments that name the transform do
 */
export function isSuppressed(
  dockerfile: Dockerfile,
  instruction: Instruction,
  transform: string,
  known: readonly string[],
  byName = false,
): boolean {
  const above = instruction.commentsAbove.some(({ text }) => {
    const own = OWN.exec(text)?.[1];
    return own === undefined
      ? ruleTransforms(OTHERS.exec(text)?.[1] ?? '').includes(transform)
      : ownTransforms(own, byName ? [] : known, known).includes(transform);
  });
  return (
    above ||
    dockerfile.comments.some(({ text }) =>
      ruleTransforms(GLOBAL.exec(text)?.[1] ?? '').includes(transform),
    )
  );
}
