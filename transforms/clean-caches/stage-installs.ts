import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import type { Suite } from '../../src/knowledge/suites.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { changesSources } from './apt-lists.js';
import { suiteOfStage } from './flags.js';
import type { Invocation } from './invocation.js';
import {
  isDecided,
  leftOut,
  namedPackages,
  namesRelease,
  removedNames,
  tableFor,
} from './left-out.js';
import type { RunFacts } from './run-facts.js';

/** What the installs of a stage meet, read once for all of them. */
export interface StageInstalls {
  readonly suite: Suite | undefined;
  /** Index of the first instruction that sets `APT::Install-Recommends`; infinite where none does. */
  readonly switchedOffFrom: number;
  /** Index of the first instruction that adds a package source; infinite where none does. */
  readonly foreignFrom: number;
  /** Packages that the base image is known to have. */
  readonly base: readonly string[];
  /** What RUNs name as packages to install, by their indexes, in order. */
  readonly installed: ReadonlyMap<number, readonly string[]>;
  /** What they bring along as recommended, and bring by name once they have the flag: the later ones need not name it again. */
  readonly recommended: ReadonlyMap<number, readonly string[]>;
}

/** Reads what the installs of a stage meet, in it and in the stages that it is built on. */
export function readInstalls(
  input: TransformInput,
  stage: Stage,
  runs: ReadonlyMap<number, RunFacts>,
): StageInstalls {
  const chain = ancestry(input.dockerfile, stage);
  const instructions = chain
    .flatMap((one) => one.instructions)
    .sort((first, second) => first.index - second.index);
  const suite = suiteOfStage(input, stage);
  const table = tableFor(suite);
  const firstOf = (holds: (instruction: Instruction) => boolean): number =>
    instructions.find(holds)?.index ?? Infinity;
  const installed = new Map<number, readonly string[]>();
  const recommended = new Map<number, readonly string[]>();
  for (const instruction of instructions) {
    const { index } = instruction;
    const words = installedWords(instruction);
    if (words.length > 0) installed.set(index, words);
    const names = recommendedBy(runs.get(index)?.invocations ?? [], table, input.dockerfile);
    if (names.length > 0) recommended.set(index, names);
  }
  return {
    suite,
    switchedOffFrom: firstOf(switchesOff),
    foreignFrom: firstOf(addsSource),
    base: packagesOfBase(chain.at(-1)),
    installed,
    recommended,
  };
}

/** What is surely there before a RUN: part of an official image, or brought by an earlier install of the stage. */
export function packagesBefore(
  { base, installed, recommended }: StageInstalls,
  run: number,
): Set<string> {
  const present = new Set(base);
  for (const byRun of [installed, recommended]) {
    for (const [index, names] of byRun) {
      if (index >= run) break;
      for (const name of names) present.add(name);
    }
  }
  return present;
}

/** `APT::Install-Recommends` is set in a file or for the command. */
function switchesOff(instruction: Instruction): boolean {
  return [instruction.arguments.text, ...instruction.heredocs.map(({ content }) => content)].some(
    // The flag of another install says nothing of this one.
    (text) => /(?<!-)Install-Recommends/i.test(text),
  );
}

const SOURCE_ADDED = /\badd-apt-repository\b|\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:ba)?sh\b/;

/** Whether another source is added, whose package of the same name may recommend other packages. */
function addsSource(instruction: Instruction): boolean {
  return (
    changesSources(instruction) ||
    (instruction.keyword === 'RUN' && SOURCE_ADDED.test(instruction.arguments.text))
  );
}

/** What the full (not slim, not Alpine) images on buildpack-deps have (docker-library/buildpack-deps, 2025-11-13). */
const BUILDPACK_PACKAGES =
  'autoconf automake bzip2 ca-certificates curl dpkg-dev file g++ gcc git gnupg imagemagick libc6-dev make mercurial netbase openssh-client patch procps sq subversion tzdata unzip wget xz-utils'.split(
    ' ',
  );
const BUILDPACK_IMAGES: ReadonlySet<string> = new Set([
  'python',
  'node',
  'ruby',
  'perl',
  'rust',
  'buildpack-deps',
  'pypy',
  'gcc',
]);
/** Slim images and others that have certificates. */
const CERTIFIED_IMAGES: ReadonlySet<string> = new Set([
  'python',
  'ruby',
  'rust',
  'php',
  'golang',
  'pypy',
  'perl',
]);

function packagesOfBase(stage: Stage | undefined): readonly string[] {
  const base = stage?.base;
  const image = base?.kind === 'image' ? officialImage(base.reference) : undefined;
  const tag = base?.kind === 'image' ? (base.reference.tag ?? '') : '';
  if (image === undefined) return [];
  return [
    ...(BUILDPACK_IMAGES.has(image) && !/slim|alpine/.test(tag) ? BUILDPACK_PACKAGES : []),
    ...(CERTIFIED_IMAGES.has(image) ? ['ca-certificates'] : []),
  ];
}

function installedWords({ keyword, arguments: cooked }: Instruction): readonly string[] {
  if (keyword !== 'RUN') return [];
  return [...cooked.text.matchAll(/\bapt(?:-get)?\s(?:[^;&|]*\s)?install\s([^;&|]*)/g)].flatMap(
    ([, words = '']) => words.split(/\s+/),
  );
}

/** What calls bring along as recommended, provided that nothing switches recommended packages off. */
function recommendedBy(
  calls: readonly Invocation[],
  table: Suite | undefined,
  dockerfile: Dockerfile,
): readonly string[] {
  if (table === undefined) return [];
  return calls.flatMap((call) => {
    const names = namedPackages(call);
    if (names === undefined || call.command.placement.size > 0 || namesRelease(call)) return [];
    const removed = removedNames(dockerfile);
    if (isDecided(call) || names.some((name) => removed.has(name))) return [];
    return leftOut(table, names, new Set(names))?.add ?? [];
  });
}
