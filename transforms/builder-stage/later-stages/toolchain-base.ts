import { stageCopies } from '../../../src/context/stage-copies.js';
import { resolveCommand } from '../../../src/dockerfile/commands.js';
import { imageName } from '../../../src/dockerfile/image-reference.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { baseSwap } from '../../../src/transform/base-swap.js';
import type { Finding, FixFinding } from '../../../src/transform/finding.js';
import { insertion, replacement } from '../../../src/transform/text-edit.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { CERTIFICATES } from '../ecosystems/go/system.js';
import { refusalFinding, sentence, unprovenSystem } from '../mechanism.js';
import { runTimePackages } from '../needs.js';
import { refuse, type BuildPlan, type Refusal, type Split } from '../site.js';
import { archiveEnded, slimGap } from '../slim-gaps.js';
import { aptPackages, commandsOf } from '../stage-commands.js';
import { heldBuilder } from './held-builder.js';
import { joinStages, stageTitle } from './joined.js';
import { developmentLibraries } from './libraries.js';
import { aptLine, inManner } from '../new-lines.js';
import { fromName } from './lines.js';
import { imageOf, usersOfBase } from './others.js';
import { inherited } from './inherited.js';
import { startedFiles } from './started-files.js';
import type { StageCopy } from '../../../src/context/stage-copies.js';
import { cToolchain } from './toolchains/c.js';
import { goToolchain } from './toolchains/go.js';
import { javaToolchain } from './toolchains/java.js';
import { rustToolchain } from './toolchains/rust.js';
import type { ProgramNeeds, Toolchain } from './toolchains/toolchain.js';

const TOOLCHAINS: readonly Toolchain[] = [goToolchain, rustToolchain, cToolchain, javaToolchain];

/**
 * Gives a stage that ships, is FROM an image with a compiler and only runs what an earlier stage built, the base that a split would give
 * it. What has a slim twin or a runtime of the same image (Node, Python, JDKs, the SDK of .NET) is left to slim-base.
 */
export function leaveToolchain(input: TransformInput, later: Stage): readonly Finding[] {
  const { base } = later;
  if (base.kind !== 'image') return [];
  const image = imageName(base.reference);
  const toolchain = TOOLCHAINS.find(({ images }) => images.includes(image));
  const copies = stageCopies(input, later);
  if (toolchain === undefined || copies.length === 0) return [];
  const judged = judge(input, later, toolchain, copies);
  if (judged === undefined) return [];
  return 'edits' in judged ? [judged] : [refusalFinding(judged, later.from)];
}

function judge(
  input: TransformInput,
  later: Stage,
  toolchain: Toolchain,
  copies: readonly StageCopy[],
): FixFinding | Refusal | undefined {
  const { context } = input;
  if (context === undefined) {
    return refuse(
      'context-absent',
      "What the program needs to run can't be seen without the build context; name it with --context.",
    );
  }
  const { base } = later;
  if (base.kind === 'image' && (base.hasVariables || base.reference.digest !== undefined)) {
    return refuse(
      'suite-unknown',
      'The base is written with a variable or a digest, so that the one that goes with it can not be named.',
    );
  }
  const elsewhere = usersOfBase(input, later);
  if (elsewhere !== undefined) return elsewhere;
  const builder = builderOf(input, toolchain, copies);
  const plan = builder && joinStages(input, builder, later, later);
  if (builder === undefined || plan === undefined) {
    return refuse(
      'output-unknown',
      `No stage from which this one takes files is FROM an image that builds for this base, so that what the program needs can't be told.`,
    );
  }
  const unclear = unclearBuild(plan, toolchain);
  if (unclear !== undefined) return unclear;
  const needs = toolchain.needs(plan);
  if ('kind' in needs) return needs;
  const { written } = plan.site;
  if (needs.base === written) return undefined;
  return swap(input, { later, builder, toolchain, copies, plan, needs });
}

interface Move {
  readonly later: Stage;
  readonly builder: Stage;
  readonly toolchain: Toolchain;
  readonly copies: readonly StageCopy[];
  readonly plan: BuildPlan;
  readonly needs: ProgramNeeds;
}

function swap(input: TransformInput, move: Move): FixFinding | Refusal {
  const { later, builder, toolchain, copies, plan, needs } = move;
  const { site } = plan;
  const settings = inherited(plan, later, needs.base, toolchain.places);
  if ('kind' in settings) return settings;
  const pin = needs.linked ? heldBuilder(input, builder, plan) : [];
  if ('kind' in pin) return pin;
  const files = startedFiles(plan, later, builder, copies, needs.isOutput);
  if ('kind' in files) return files;
  const split: Split = {
    kind: 'split',
    finalBase: needs.base,
    artefacts: files.paths.map((from) => ({ from, to: from })),
    linesBefore: new Map(),
    builderLines: [],
    finalLines: [],
    programs: needs.programs,
    packages: [],
    leftBehind: [],
    doubts: needs.doubts,
    notes: [],
  };
  // What the builder installs for itself was never in this stage.
  const running = { ...plan, builds: [] };
  const resolve = needs.hasCommand;
  const needed = runTimePackages(running, split, {
    ...toolchain.ecosystem,
    buildTools: /^$/,
    resolve: (command) => {
      const resolved = resolveCommand(command);
      // What wraps a command is looked at as well.
      const isKnown =
        resolve?.(command) === true ||
        (resolved?.wrappers.length === 0 && files.words.has(resolved.word.value));
      return isKnown ? 'known' : 'unknown';
    },
  });
  if ('kind' in needed) return needed;
  const libraries = needs.linked ? developmentLibraries(plan) : { packages: [] };
  if ('kind' in libraries) return libraries;
  const sameImage = imageOf(input, builder) === site.image && site.tag?.includes('alpine') !== true;
  const present = new Set(
    aptPackages(site, later.instructions).map((name) => name.replace(/[=/:].*$/, '')),
  );
  const copiesCertificates = needs.certificates && sameImage && !present.has('ca-certificates');
  const packages = [
    ...new Set([
      ...needs.packages,
      ...needed,
      ...libraries.packages,
      ...(needs.certificates && !sameImage ? ['ca-certificates'] : []),
    ]),
  ]
    .filter((name) => !present.has(name))
    .sort();
  const ended = archiveEnded(site, packages);
  if (ended !== undefined) return ended;
  const gap = slimGap(running, split, packages);
  if (gap !== undefined) return gap;
  const added = [
    ...settings.lines,
    ...(copies.some(
      ({ destination }) =>
        toolchain.programs !== undefined && destination?.startsWith(toolchain.programs) === true,
    )
      ? [`ENV PATH=${toolchain.programs ?? ''}:$PATH`]
      : []),
    ...(packages.length === 0 ? [] : [aptLine(input.dockerfile, packages)]),
    ...(copiesCertificates
      ? [`COPY --from=${fromName(builder, copies)} ${CERTIFICATES} /etc/ssl/certs/`]
      : []),
  ];
  const eol = input.dockerfile.lineEnding;
  const doubts = [...needs.doubts, ...unprovenSystem(site.tag)];
  const [doubt] = doubts;
  const message = sentence(
    [
      `${site.written} becomes ${needs.base}: this stage runs what the stage ${stageTitle(builder)} built, and needs no compiler`,
      ...(packages.length === 0
        ? []
        : [`${packages.join(', ')} ${packages.length > 1 ? 'are' : 'is'} installed there`]),
      ...(copiesCertificates ? ['The certificates come from the builder'] : []),
      ...(pin.length === 0 ? [] : ['The builder is held to the same release of Debian']),
      ...doubts.map((one) => one.message.replace(/\.$/, '')),
    ].join('. '),
  );
  const common = {
    kind: 'fix',
    message,
    edits: [
      ...pin,
      replacement(later.base.range, needs.base),
      ...(added.length === 0
        ? []
        : [
            insertion(
              later.from.range.end,
              added.map((line) => `${eol}${inManner(input.dockerfile, later.from, line)}`).join(''),
            ),
          ]),
    ],
    removes: baseSwap(
      site.written,
      needs.base,
      added.some((line) => line.startsWith('ENV PATH=')) ? [{ setting: 'ENV', name: 'PATH' }] : [],
    ),
    file: 'dockerfile',
    range: later.base.range,
  } as const;
  return doubt === undefined
    ? { ...common, applicability: 'safe' }
    : { ...common, applicability: 'unsafe', reason: doubt.reason };
}

/** The stage that builds the program: the last of those with the ecosystem's image that files are taken from. */
function builderOf(
  input: TransformInput,
  { ecosystem }: Toolchain,
  copies: readonly StageCopy[],
): Stage | undefined {
  return copies
    .map(({ from }) => from)
    .findLast((stage) => ecosystem.images.includes(imageOf(input, stage) ?? ''));
}

/** Why it can't be told what the builder brings: it fetches sources, or something that the ecosystem refuses. */
function unclearBuild({ site, builds }: BuildPlan, { ecosystem }: Toolchain): Refusal | undefined {
  for (const instruction of builds) {
    for (const command of commandsOf(instruction, site)) {
      const role = ecosystem.commandRole(command, instruction, site);
      if (typeof role === 'object' && role.reason === 'sources-unknown') return role;
    }
  }
  return undefined;
}
