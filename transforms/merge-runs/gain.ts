import { packageManager, type PackageManagerId } from '../../src/knowledge/package-managers.js';
import { meets, type Step } from './steps.js';

/** A RUN with what is known of its work. */
export interface NumberedStep {
  readonly step: Step;
  /** Number of its first line. */
  readonly line: number;
}

/** Why a merge wins bytes, as a clause; undefined where it wins none that can be told. */
export function findBytesWon(earlier: NumberedStep, later: NumberedStep): string | undefined {
  return (
    listsWon(earlier, later) ??
    cleanUpWon(earlier, later) ??
    packagesWon(earlier, later) ??
    filesWon(earlier, later)
  );
}

function listsWon(earlier: NumberedStep, later: NumberedStep): string | undefined {
  for (const id of earlier.step.refreshes) {
    if (!later.step.installs.has(id) || later.step.refreshes.has(id)) continue;
    if (earlier.step.leavesClean.has(id)) continue;
    const alone = earlier.step.refreshesOnly === id;
    return alone
      ? `the package lists that line ${earlier.line} fetches are used in line ${later.line}, and can be fresh there and removed with it only in one RUN`
      : `line ${later.line} installs from the package lists that line ${earlier.line} fetches, so that only one RUN can both use and remove them`;
  }
  return undefined;
}

function cleanUpWon(earlier: NumberedStep, later: NumberedStep): string | undefined {
  for (const id of later.step.cleans) {
    if (later.step.installs.has(id)) continue;
    if (!earlier.step.installs.has(id) && !earlier.step.refreshes.has(id)) continue;
    if (earlier.step.leavesClean.has(id)) continue;
    return `the clean-up of line ${later.line} frees what ${name(id)} left in line ${earlier.line} only in the same layer`;
  }
  return undefined;
}

function packagesWon(earlier: NumberedStep, later: NumberedStep): string | undefined {
  const found = [...later.step.removed].find((removed) => earlier.step.installed.has(removed));
  return found === undefined
    ? undefined
    : `line ${later.line} removes the package ${found} of line ${earlier.line}, which frees its files only in the same layer`;
}

/** Like {@link findBytesWon}, for files alone: a later RUN can change what several earlier ones wrote. */
export function filesWon(earlier: NumberedStep, later: NumberedStep): string | undefined {
  for (const change of later.step.changes) {
    if (!earlier.step.writes.some((written) => meets(change, written))) continue;
    const effect =
      change.verb === 'removes'
        ? 'which frees its bytes only in the same layer'
        : 'and would store it a second time in a layer of its own';
    return `line ${later.line} ${change.verb} ${change.path.replace(/^\/\(workdir\)\//, '')} of line ${earlier.line}, ${effect}`;
  }
  return undefined;
}

/** The clause for a merge of neighbours of one kind; undefined where they are of different kinds. */
export function findLayerWon(earlier: NumberedStep, later: NumberedStep): string | undefined {
  const { kind } = earlier.step;
  if (kind === 'other' || kind !== later.step.kind) return undefined;
  if (earlier.step.huge !== undefined || later.step.huge !== undefined) return undefined;
  // Each fetches the package lists for itself: one RUN would do so twice, which no one would write.
  if ([...later.step.refreshes].some((id) => earlier.step.refreshes.has(id))) return undefined;
  if (kind === 'files') return 'all of them set up files, folders or users';
  const id = kind.slice('packages:'.length);
  return `all of them install packages with ${id}`;
}

function name(id: PackageManagerId): string {
  return packageManager(id).commands[0] ?? id;
}
