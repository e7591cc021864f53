import { placeOf } from '../../src/dockerfile/place.js';
import { aptInstall } from '../../src/dockerfile/apt.js';
import { instructionCommands } from '../../src/dockerfile/commands.js';
import { imageName } from '../../src/dockerfile/image-reference.js';
import { createMemoryContext } from '../../src/context/memory-context.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { configOf } from '../../src/knowledge/base-config.js';
import type { InstructionState } from '../../src/dockerfile/state.js';
import { isSystemFolder } from './folders.js';
import { suiteOfGcc } from '../../src/knowledge/gcc-images.js';
import { lookUpTag } from '../../src/knowledge/image-tags.js';
import { isSuite, type Suite } from '../../src/knowledge/suites.js';
import type { Finding } from '../../src/transform/finding.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { ECOSYSTEMS } from './ecosystems/index.js';
import { layOut } from './layout.js';
import { changesAbsentPath } from './lost-rights.js';
import { runTimePackages } from './needs.js';
import { classifyPackages, runTimeLibraries } from './packages.js';
import { splitEstimate } from './estimate.js';
import { removalsOf } from './removals.js';
import { assignRoles } from './roles.js';
import { lockedCaches } from './shared-caches.js';
import { archiveEnded, slimGap } from './slim-gaps.js';
import { unknownBuild } from './unknown-build.js';
import {
  refuse,
  type BuildPlan,
  type Doubt,
  type Ecosystem,
  type Refusal,
  type Site,
  type Split,
} from './site.js';

/**
 * Splits the one stage of a file, or says why it does not. Files with several stages have another entry, and nothing is said where
 * nothing is seen to be compiled.
 */
export function split(input: TransformInput): readonly Finding[] {
  const [stage, ...others] = input.dockerfile.stages;
  if (stage === undefined || others.length > 0) return [];
  if (stage.base.kind !== 'image' && stage.base.kind !== 'unresolved') return [];
  const site = siteOf(
    input,
    stage,
    stage.base.kind === 'image' ? imageName(stage.base.reference) : stage.base.text,
  );
  const ecosystem = ECOSYSTEMS.find(
    ({ images, builds }) => images.includes(site.image) && builds?.(site) !== false,
  );
  const planned = ecosystem === undefined ? unknownBuild(site) : planSplit(site, ecosystem);
  if (planned === undefined) return [];
  if (planned.kind === 'refused') {
    return [refusalFinding(planned, stage.from)];
  }
  const { plan, split: made } = planned;
  const doubts = [...made.doubts, ...unprovenSystem(plan.site.tag)];
  const [doubt] = doubts;
  const message = sentence(
    [
      ...made.notes,
      ...(made.packages.length > 0
        ? [`${made.packages.join(', ')} ${made.packages.length > 1 ? 'are' : 'is'} installed there`]
        : []),
      ...(lockedCaches(plan).size > 0
        ? [
            'The caches of apt get sharing=locked, because the RUNs of both stages use them at the same time, and apt does not wait',
          ]
        : []),
      ...doubts.map((one) => one.message.replace(/\.$/, '')),
    ].join('. '),
  );
  const common = {
    kind: 'fix',
    message,
    edits: layOut(plan, made),
    removes: removalsOf(plan, made),
    estimate: splitEstimate(plan, made),
    file: 'dockerfile',
    range: stage.from.range,
  } as const;
  return [
    doubt === undefined
      ? { ...common, applicability: 'safe' }
      : { ...common, applicability: 'unsafe', reason: doubt.reason },
  ];
}

/** The finding of a refusal. @param otherwise the place where the refusal names none */
export function refusalFinding(refusal: Refusal, otherwise: Instruction): Finding {
  return {
    kind: 'refusal',
    reason: refusal.reason,
    message: sentence(refusal.message),
    file: 'dockerfile',
    range: (refusal.instruction ?? otherwise).range,
  };
}

/** A text with a capital at its start and a full stop. */
export function sentence(text: string): string {
  // An image or a path is no word to write with a capital.
  const start = /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return start.endsWith('.') ? start : `${start}.`;
}

interface Planned {
  readonly kind: 'planned';
  readonly plan: BuildPlan;
  readonly split: Split;
}

/** Nothing is known of the suite where a digest or a variable is written: tags move, and values can be given from outside. */
export function siteOf(input: TransformInput, stage: Stage, image: string): Site {
  const { dockerfile, states } = input;
  const { base } = stage;
  const { tag, digest } = base.kind === 'image' ? base.reference : {};
  const isFixed = base.kind === 'image' && digest === undefined && !base.hasVariables;
  return {
    input,
    dockerfile,
    stage,
    states: isFixed ? startedIn(configOf(image, tag)?.workdir, stage, states) : states,
    context: input.context ?? EMPTY_CONTEXT,
    image,
    tag,
    suite: isFixed ? suiteOf(image, tag) : undefined,
    written: dockerfile.text.slice(base.range.start, base.range.end),
  };
}

/** The states with the folder in which the base image starts, where that is made for a program (`/var/www/html` of php). */
function startedIn(
  workdir: string | undefined,
  stage: Stage,
  states: readonly InstructionState[],
): readonly InstructionState[] {
  if (workdir === undefined || isSystemFolder(workdir)) return states;
  const set = stage.instructions.find(({ keyword }) => keyword === 'WORKDIR')?.index ?? Infinity;
  return states.map((state, index) =>
    state.workdir === undefined && index <= set ? { ...state, workdir } : state,
  );
}

/** Tags that the table lacks, because they or their image are no part of it, may name the suite themselves: `12-bookworm`. */
function suiteOf(image: string, tag: string | undefined): Suite | undefined {
  const published = lookUpTag(image, tag);
  if (published !== undefined) return published.suite;
  return (
    tag?.split('-').find((word) => isSuite(word)) ?? (image === 'gcc' ? suiteOfGcc(tag) : undefined)
  );
}

const EMPTY_CONTEXT = createMemoryContext({ files: {} });

function planSplit(site: Site, ecosystem: Ecosystem): Planned | Refusal {
  const { input } = site;
  if (input.context === undefined) {
    return refuse(
      'context-absent',
      "What the program is built from and what it reads can't be seen without the build context; name it with --context.",
    );
  }
  if (input.use.targets.some((target) => /^\d+$/.test(target))) {
    return refuse(
      'stage-by-number',
      'The repository builds this stage by its number, which a new stage before it would change.',
    );
  }
  const plan = assignRoles(site, ecosystem);
  if (plan === undefined)
    return refuse(
      'nothing-built',
      'Nothing is built in this file, so that a builder stage would leave nothing behind.',
    );
  if ('kind' in plan) return plan;
  const worth = ecosystem.worth(site, plan.builds);
  if (worth !== undefined) return worth;
  const made = ecosystem.plan(plan);
  if (made.kind === 'refused') return made;
  const absent = changesAbsentPath(plan, made);
  if (absent !== undefined) return absent;
  const needed = runTimePackages(plan, made, ecosystem);
  if ('kind' in needed) return needed;
  const kept = packagesOfBuilds(plan, ecosystem);
  if ('kind' in kept) return kept;
  const packages = [...new Set([...made.packages, ...needed, ...kept.packages])].sort();
  const ended = archiveEnded(site, packages);
  if (ended !== undefined) return ended;
  const gap = slimGap(plan, made, packages);
  if (gap !== undefined) return gap;
  return {
    kind: 'planned',
    plan,
    split: { ...made, packages, withRecommends: kept.withRecommends },
  };
}

/** Alpine has another C library and another package manager, and no split of it was built. */
export function unprovenSystem(tag: string | undefined): readonly Doubt[] {
  return tag?.includes('alpine') === true
    ? [
        {
          reason: 'alpine-unproven',
          message: 'Splits of Alpine images were not proven by a build.',
        },
      ]
    : [];
}

/** What the installs that stay in the builder bring for run time: programs, and the libraries of development packages. */
function packagesOfBuilds(
  { site, builds }: BuildPlan,
  ecosystem: Ecosystem,
): { readonly packages: readonly string[]; readonly withRecommends: boolean } | Refusal {
  const packages = new Set<string>();
  let withRecommends = false;
  for (const instruction of builds) {
    const state = site.states[instruction.index];
    if (state === undefined) continue;
    for (const install of instructionCommands(instruction, state).commands.flatMap(
      (command) => aptInstall(command) ?? [],
    )) {
      const { build, runTime } = classifyPackages(
        install.packages.map(({ value }) => value),
        ecosystem.isCompiler,
      );
      const programs = runTime.filter(
        (name) => !ecosystem.buildTools.test(name) && ecosystem.servesBuild?.(name, site) !== true,
      );
      for (const name of programs) packages.add(name);
      if (
        programs.length > 0 &&
        !install.options.some(({ value }) => value === '--no-install-recommends')
      )
        withRecommends = true;
      for (const name of build) {
        if (ecosystem.isCompiler?.(name) === true) continue;
        const libraries = site.suite === undefined ? undefined : runTimeLibraries(name, site.suite);
        if (libraries === undefined) {
          return refuse(
            'library-unknown',
            `${placeOf(instruction)} installs ${name}, and which package has its shared library at run time is not known.`,
            instruction,
          );
        }
        for (const library of libraries) packages.add(library);
      }
    }
  }
  return { packages: [...packages], withRecommends };
}
