import { listOf } from '../../src/transform/wording.js';
import { placeOf } from '../../src/dockerfile/place.js';
import type { Stage } from '../../src/dockerfile/model.js';
import { familyOf, packagesOnlyInFull } from '../../src/knowledge/base-images.js';
import { archiveUsable } from '../../src/knowledge/suites.js';
import type { Finding } from '../../src/transform/finding.js';
import { baseSwap } from '../../src/transform/base-swap.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { swapEstimate } from './estimate.js';
import { installPackages, type Installation } from './install.js';
import { alpineNeeds } from './alpine.js';
import { dotnetFindings } from './dotnet.js';
import { javaFindings } from './java.js';
import { type Need } from './need.js';
import { NAMED_BY, namedPackageNeeds } from './named-packages.js';
import { stageNeeds } from './stage-needs.js';
import type { Base } from './site.js';
import { findSwap, type Swap, type SwapTarget } from './target.js';

/** What is found out about the base of a stage. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** The smaller base, or why there is none. */
  readonly target: SwapTarget | undefined;
  /** Undefined where the base's contents are not known, or do not matter. */
  readonly base: Base | undefined;
  readonly needs: readonly Need[];
}

/** Decides whether the base of a stage that ships can be swapped. */
export function judgeStage(input: TransformInput, stage: Stage): Judgement {
  const without = (findings: readonly Finding[], target: SwapTarget | undefined): Judgement => ({
    findings,
    target,
    base: undefined,
    needs: [],
  });
  const runtime =
    input.options.base === 'slim'
      ? (javaFindings(input, stage) ?? dotnetFindings(input, stage))
      : undefined;
  if (runtime !== undefined) return without(keepNamedPackages(input, stage, runtime), undefined);
  const target = findSwap(input, stage);
  if (target.kind === 'nothing') return without([], target);
  const place = { file: 'dockerfile', range: stage.base.range } as const;
  if (target.kind === 'refused') {
    const { reason, message } = target;
    return without([{ kind: 'refusal', reason, message, ...place }], target);
  }
  if (stage.name !== undefined && input.use.namedContexts.includes(stage.name)) {
    const message = `A build context named ${stage.name} takes the place of this stage.`;
    return without([{ kind: 'refusal', reason: 'named-context', message, ...place }], target);
  }
  return input.options.base === 'alpine'
    ? without(keepNamedPackages(input, stage, [toAlpine(input, stage, target)]), target)
    : toSlim(input, stage, target);
}

/** No fix where packages are wanted in the image and it gets none: by these names only the slim image installs them. */
function keepNamedPackages(
  { dockerfile, options: { packages } }: TransformInput,
  stage: Stage,
  findings: readonly Finding[],
): readonly Finding[] {
  if (packages.length === 0) return findings;
  const { range } = stage.base;
  const message = `${dockerfile.text.slice(range.start, range.end)} stays: the configuration wants ${listOf(packages)} in the image, and only a slim image of Debian gets packages by these names.`;
  return findings.map((finding) =>
    finding.kind === 'fix'
      ? { kind: 'refusal', reason: 'named-packages', message, file: 'dockerfile', range }
      : finding,
  );
}

const COMMON_PLATFORM = /^(?:linux\/amd64|\$\{?(?:TARGETPLATFORM|BUILDPLATFORM)\}?)$/;

/** Doubts about packages of the full image. */
const PACKAGE_DOUBTS: ReadonlySet<string> = new Set([
  'builds-from-source',
  'command-unknown',
  'copied-program',
  'local-package',
  'manifest-unknown',
  'package-unknown',
  'program-unknown',
]);

function toSlim(input: TransformInput, stage: Stage, swap: Swap): Judgement {
  const family = familyOf(swap.image);
  if (
    family === undefined ||
    swap.suite === undefined ||
    packagesOnlyInFull(family, swap.suite) === undefined
  ) {
    const why = `what ${swap.before} has and ${swap.after} lacks is not known`;
    const finding = refusal(stage, swap, 'suite-unknown', why);
    return { findings: [finding], target: swap, base: undefined, needs: [] };
  }
  const release = /:(\d+\.\d+)/.exec(swap.images.before)?.[1];
  const base = { family, suite: swap.suite, release };
  const needs = [...stageNeeds(input, stage, base), ...namedPackageNeeds(input, stage, base)];
  return { findings: [decide(input, stage, swap, base, needs)], target: swap, base, needs };
}

function refusal(stage: Stage, swap: Swap, reason: string, why: string): Finding {
  return {
    kind: 'refusal',
    reason,
    message: `${swap.before} stays: ${why}.`,
    file: 'dockerfile',
    range: stage.base.range,
  };
}

/** The swap, if each need is met by the slim image or can be installed. */
function decide(
  input: TransformInput,
  stage: Stage,
  swap: Swap,
  base: Base,
  needs: readonly Need[],
): Finding {
  const { family, suite } = base;
  // Where the slim image has all packages of the full one (Debian itself), no compiler and no unseen program's library goes.
  const losesPackages = packagesOnlyInFull(family, suite)?.size !== 0;
  const blocked = needs
    .filter((need) => need.kind === 'blocked')
    .find(({ reason }) => losesPackages || reason !== 'needs-compiler');
  if (blocked !== undefined) return refusal(stage, swap, blocked.reason, blocked.message);

  const installs = needs.filter((need) => need.kind === 'install');
  const packages = [...new Set(installs.flatMap((need) => need.packages))].sort();
  if (packages.length > 0 && !archiveUsable(suite, input.today)) {
    return refusal(
      stage,
      swap,
      'archive-ends',
      `it needs ${listOf(packages)}, and the archive of ${suite} has moved or ends soon, so nothing can be installed from it`,
    );
  }
  const installation =
    packages.length === 0 ? undefined : install(input, stage, packages, installs);
  const unknowns = needs
    .filter((need) => need.kind === 'unknown')
    .filter(({ reason }) => losesPackages || !PACKAGE_DOUBTS.has(reason));
  const doubt =
    unknowns[0] ??
    swap.doubt ??
    (stage.platform === undefined || COMMON_PLATFORM.test(stage.platform)
      ? undefined
      : {
          reason: 'platform',
          message: `${swap.after} may not be published for ${stage.platform}`,
        });
  const added =
    installation === undefined
      ? ''
      : ` The slim image lacks ${listOf(packages)}, needed by ${listOf(usersOf(installs))}; ${packages.length === 1 ? 'it is' : 'they are'} ${installation.where}.`;
  const proof =
    doubt === undefined
      ? installation === undefined
        ? ' Nothing that runs here needs more than the slim image has.'
        : ''
      : ` Not sure: ${doubt.message}.`;
  const common = {
    kind: 'fix',
    message: `${swap.before} becomes its slim twin ${swap.after}, of the same release on the same suite (${suite}).${added}${proof}`,
    edits: [swap.edit, ...(installation === undefined ? [] : [installation.edit])],
    removes: baseSwap(swap.images.before, swap.images.after),
    estimate: swapEstimate(input, stage, base, packages),
    file: 'dockerfile',
    range: stage.base.range,
  } as const;
  return doubt === undefined
    ? { ...common, applicability: 'safe' }
    : { ...common, applicability: 'unsafe', reason: doubt.reason };
}

function install(
  { dockerfile, states }: TransformInput,
  stage: Stage,
  packages: readonly string[],
  needs: readonly Need[],
): Installation {
  const users = needs
    .map(({ instruction }) => instruction)
    .sort((first, second) => first.index - second.index);
  const [first] = users;
  const only = users.every(({ stageIndex }) => stageIndex === first?.stageIndex)
    ? dockerfile.stages[first?.stageIndex ?? -1]
    : undefined;
  // What one derived stage alone needs is no business of the others, as long as that stage starts as root.
  const host =
    only !== undefined && (only === stage || isRoot(states[only.from.index]?.user)) ? only : stage;
  return installPackages(
    dockerfile,
    host,
    packages,
    host === only && first !== undefined ? first : stage.from,
  );
}

function isRoot(user: string | undefined): boolean {
  return user === undefined || user === 'root' || user === '0';
}

function usersOf(needs: readonly Need[]): readonly string[] {
  return [
    ...new Set(
      needs.map(({ what, instruction }) =>
        what === NAMED_BY ? what : `${what} (${placeOf(instruction)})`,
      ),
    ),
  ];
}

function toAlpine(input: TransformInput, stage: Stage, swap: Swap): Finding {
  const place = { file: 'dockerfile', range: stage.base.range } as const;
  const need = alpineNeeds(input, stage)[0];
  if (need !== undefined) {
    return {
      kind: 'refusal',
      reason: 'needs-glibc',
      message: `${swap.before} stays: ${need}.`,
      ...place,
    };
  }
  return {
    kind: 'fix',
    applicability: 'unsafe',
    reason: 'musl',
    message: `${swap.before} becomes ${swap.after}. Not sure: Alpine has another C library and another shell, and what behaves differently there can't be seen.`,
    edits: [swap.edit],
    removes: baseSwap(swap.images.before, swap.images.after),
    ...place,
  };
}
