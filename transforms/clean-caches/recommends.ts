import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand, ShellWord } from '../../src/dockerfile/shell.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import { leftOutBy, type LeftOutTool } from '../../src/knowledge/recommends.js';
import { distributionOf, type Suite } from '../../src/knowledge/suites.js';
import type { Finding } from '../../src/transform/finding.js';
import { insertion, type TextEdit } from '../../src/transform/text-edit.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { changesSources } from './apt-lists.js';
import { contextMentions, copiesFromContext } from './context-texts.js';
import { leanEstimate } from './estimate.js';
import { fix } from './finding.js';
import { suiteOfStage } from './flags.js';
import { hasOption, type Invocation } from './invocation.js';
import type { ReasonId } from './reasons.js';
import type { RunFacts } from './run-facts.js';

const FLAG = '--no-install-recommends';
/** Where more than this would have to be added by name, the install is left as it is. */
const MOST_ADDED = 3;

/** The Debian suite that an Ubuntu release was made from, near enough to know what its packages recommend. */
const NEAREST: Readonly<Partial<Record<Suite, Suite>>> = {
  focal: 'bullseye',
  jammy: 'bookworm',
  noble: 'trixie',
};

/**
 * What is added by name: small packages whose lack would show, that every release of Debian and Ubuntu has. An install that would
 * need others stays as it is, because a list of drivers and fonts that nobody asked for is no better to read than a flag.
 */
const ADDED: ReadonlySet<string> = new Set([
  'bzip2',
  'ca-certificates',
  'less',
  'libc6-dev',
  'netbase',
  'openssh-client',
  'patch',
  'psmisc',
  'unzip',
  'xauth',
  'xz-utils',
]);

/** Recommended for what no container does: checking source packages, kernel modules, disk encryption, a desktop's package service. */
const NEEDLESS: ReadonlySet<string> = new Set([
  'libjs-sphinxdoc',
  'libkmod2',
  'packagekit-tools',
  'sq',
  'systemd-cryptsetup',
]);

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

/** What is left out of an install, and what to do about it. */
interface LeftOutSummary {
  readonly add: readonly string[];
  readonly tools: readonly LeftOutTool[];
  readonly forBuilds: readonly string[];
}

/** Where packages come from. */
interface PackageSource {
  readonly suite: Suite | undefined;
  /** From the distribution alone: no other package source was added. */
  readonly own: boolean;
}

const SOURCE_ADDED = /\badd-apt-repository\b|\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:ba)?sh\b/;

/** Whether another source was added, whose package of the same name may recommend other packages. */
function hasForeignSources(input: TransformInput, stage: Stage, run: RunFacts): boolean {
  return ancestry(input.dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .some(
      (instruction) =>
        instruction.index <= run.instruction.index &&
        (changesSources(instruction) ||
          (instruction.keyword === 'RUN' && SOURCE_ADDED.test(instruction.arguments.text))),
    );
}

/** An install that can do without what is only recommended. */
export interface LeanInstall {
  readonly command: ShellCommand;
  readonly names: readonly string[];
  readonly add: readonly string[];
  readonly edits: readonly TextEdit[];
  readonly doubt: Doubt | undefined;
}

/** Findings that keep `apt-get install` from installing what is only recommended: one for each degree of trust. */
export function recommendsFindings(
  input: TransformInput,
  stage: Stage,
  run: RunFacts,
  runs: ReadonlyMap<number, RunFacts>,
): readonly Finding[] {
  if (run.shape === undefined || isSwitchedOff(input, stage, run)) return [];
  const suite = suiteOfStage(input, stage);
  const own = !hasForeignSources(input, stage, run);
  const present = presentPackages(input, stage, run);
  for (const name of recommendedBefore(input, stage, run, runs, suite)) present.add(name);
  const byReason = new Map<ReasonId | undefined, LeanInstall[]>();
  for (const call of run.invocations) {
    const names = namedPackages(call);
    if (names === undefined) continue;
    const isOwn = own && !namesRelease(call);
    const install = leanInstall(input, call, names, { suite, own: isOwn }, present);
    // What one branch of a condition installs is not there in the other.
    if (call.command.placement.size === 0) {
      for (const name of [...names, ...(install?.add ?? [])]) present.add(name);
    }
    if (install === undefined) continue;
    const reason = install.doubt?.reason;
    byReason.set(reason, [...(byReason.get(reason) ?? []), install]);
  }
  return [...byReason].map(([reason, installs]) =>
    fix(
      run.instruction.range,
      message(installs, suite),
      installs.flatMap(({ edits }) => edits),
      {
        kind: 'recommended-packages',
        of: [...new Set(installs.flatMap(({ names }) => names))],
      },
      { reason, estimate: leanEstimate(input, stage, run, runs, installs) },
    ),
  );
}

/** `APT::Install-Recommends` is set in a file or for the command. */
function isSwitchedOff(input: TransformInput, stage: Stage, run: RunFacts): boolean {
  return ancestry(input.dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .some(
      (instruction) =>
        instruction.index <= run.instruction.index &&
        [instruction.arguments.text, ...instruction.heredocs.map(({ content }) => content)].some(
          // The flag of another install says nothing of this one.
          (text) => /(?<!-)Install-Recommends/i.test(text),
        ),
    );
}

/** The packages that an `apt-get install` names; undefined for other calls, and where not every operand is a package's name. */
function namedPackages(call: Invocation): readonly string[] | undefined {
  const { manager, subcommand, operands, program } = call;
  if (manager.id !== 'apt' || program.endsWith('aptitude') || subcommand !== 'install') {
    return undefined;
  }
  const names = operands.map(packageName);
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 || known.length < names.length ? undefined : known;
}

const DECIDED: readonly string[] = [
  FLAG,
  '--install-recommends',
  '--install-suggests',
  '--fix-broken',
  '-f',
  '--download-only',
  '-d',
];

/** The Debian suite whose table says what an install leaves out; of an unknown base, a recent one. */
function tableFor(suite: Suite | undefined): Suite | undefined {
  if (suite === undefined) return 'bookworm';
  return distributionOf(suite) === 'debian' ? suite : NEAREST[suite];
}

/** Whether a call takes packages from another release than that of the image (`-t bookworm-backports`, `curl/bookworm-backports`). */
function namesRelease(call: Invocation): boolean {
  return (
    call.options.some(({ value }) => /^(?:-t|--target-release|--default-release)/.test(value)) ||
    call.operands.some(({ value }) => value.includes('/'))
  );
}

/** Whether a RUN of the file removes a package by name. */
function isRemovedAgain({ dockerfile }: TransformInput, name: string): boolean {
  return dockerfile.instructions.some(
    ({ keyword, arguments: cooked }) =>
      keyword === 'RUN' &&
      [
        ...cooked.text.matchAll(
          /\b(?:apt|apt-get|aptitude)\s(?:[^;&|]*\s)?(?:remove|purge|autoremove|autopurge)\s([^;&|]*)/g,
        ),
      ].some(([, words = '']) => words.split(/\s+/).includes(name)),
  );
}

function leanInstall(
  input: TransformInput,
  call: Invocation,
  names: readonly string[],
  { suite, own }: PackageSource,
  present: ReadonlySet<string>,
): LeanInstall | undefined {
  if (hasOption(call, ...DECIDED)) return undefined;
  const covered =
    own && suite !== undefined && distributionOf(suite) === 'debian' ? suite : undefined;
  const table = tableFor(suite);
  if (table === undefined) return undefined;
  const summary = leftOut(table, names, new Set([...present, ...names]));
  if (summary === undefined) return undefined;
  // What came as recommended goes with the package; what is named would stay.
  if (summary.add.length > 0 && names.some((name) => isRemovedAgain(input, name))) return undefined;
  const text = usageText(input);
  const used = summary.tools.filter((tool) => mentions(text, tool));
  const add = [...new Set([...summary.add, ...used.map((tool) => tool.package)])].sort();
  if (add.length > MOST_ADDED || add.some((name) => !ADDED.has(name))) return undefined;
  return {
    command: call.command,
    names,
    add,
    edits: [flagEdit(call), ...addEdits(input, call.operands, add)],
    doubt: doubtAbout(input, covered, text, summary, used),
  };
}

function message(installs: readonly LeanInstall[], suite: Suite | undefined): string {
  const names = [...new Set(installs.flatMap((install) => install.names))];
  const add = [...new Set(installs.flatMap((install) => install.add))];
  const of =
    names.length > 3
      ? `${names.slice(0, 3).join(', ')} and ${String(names.length - 3)} more`
      : names.join(', ');
  const added =
    add.length === 0 ? '' : `, and with ${add.join(', ')} by name, which had come as recommended`;
  const reasons = [...new Set(installs.flatMap(({ doubt }) => doubt?.why ?? []))];
  const why =
    reasons.length === 0
      ? `what else ${names.length === 1 ? 'it' : 'they'} would bring along on Debian ${suite ?? ''} is not needed`
      : reasons.join('; ');
  return `Installs ${of} with ${FLAG}${added}: ${why}.`;
}

/** Why leaving recommended packages out is not known to be harmless. */
interface Doubt {
  readonly reason: ReasonId;
  readonly why: string;
}

function doubtAbout(
  input: TransformInput,
  covered: Suite | undefined,
  text: string,
  { tools, forBuilds }: LeftOutSummary,
  used: readonly LeftOutTool[],
): Doubt | undefined {
  if (covered === undefined) {
    return {
      reason: 'recommends-unknown',
      why: 'what that leaves out is known for Debian, and may differ on this base image or from another package source',
    };
  }
  if (
    forBuilds.length > 0 &&
    /\b(?:pip[\d.]*|gem|bundle|npm|yarn|pnpm|Rscript|R|install2?\.r)\b/.test(text)
  ) {
    return {
      reason: 'recommends-dropped',
      why: `${forBuilds.join(', ')} would be left out, which a build from source may need`,
    };
  }
  const unseen = [
    ...tools.filter((tool) => !used.includes(tool)),
    ...forBuilds.map((name) => ({ package: name, commands: [], texts: [] })),
  ];
  if (unseen.length === 0 || !copiesFromContext(input.dockerfile)) return undefined;
  const left = unseen.map((tool) => tool.package).join(', ');
  if (input.context === undefined) {
    return {
      reason: 'context-absent',
      why: `${left} would be left out, and the copied files, which may use it, can not be seen`,
    };
  }
  const { context } = input;
  const found = contextMentions(context, (content) =>
    unseen.some((tool) => mentions(content, tool)),
  );
  return found
    ? {
        reason: 'recommends-dropped',
        why: `${left} would be left out, and a file of the build context may use it`,
      }
    : undefined;
}

/** The package that an operand names; undefined for files, globs, variables, removals and tasks. */
function packageName({ value, literal }: ShellWord): string | undefined {
  const name = value.replace(/[=/].*$/, '').replace(/:(?:amd64|arm64|i386|any|native)$/, '');
  if (!literal || value.startsWith('/') || value.startsWith('.')) return undefined;
  return /^[a-z0-9][a-z0-9.+-]+$/.test(name) && !name.endsWith('-') && !/[a-z]\+$/.test(name)
    ? name
    : /^g\+\+(?:-\d+)?$/.test(name)
      ? name
      : undefined;
}

/** What is surely there: named in an earlier install of the stage, or part of an official image. */
function presentPackages(input: TransformInput, stage: Stage, run: RunFacts): Set<string> {
  const chain = ancestry(input.dockerfile, stage);
  const base = chain.at(-1)?.base;
  const image = base?.kind === 'image' ? officialImage(base.reference) : undefined;
  const tag = base?.kind === 'image' ? (base.reference.tag ?? '') : '';
  const present = new Set<string>();
  if (image !== undefined && BUILDPACK_IMAGES.has(image) && !/slim|alpine/.test(tag)) {
    for (const name of BUILDPACK_PACKAGES) present.add(name);
  }
  if (image !== undefined && CERTIFIED_IMAGES.has(image)) present.add('ca-certificates');
  const earlier = chain
    .flatMap(({ instructions }) => instructions)
    .filter(({ index }) => index < run.instruction.index);
  for (const { keyword, arguments: cooked } of earlier) {
    if (keyword !== 'RUN') continue;
    for (const [, words = ''] of cooked.text.matchAll(
      /\bapt(?:-get)?\s(?:[^;&|]*\s)?install\s([^;&|]*)/g,
    )) {
      for (const word of words.split(/\s+/)) present.add(word);
    }
  }
  return present;
}

/**
 * What earlier installs of the stage brought along as recommended, and bring by name once they have the flag: the later ones need
 * not name it again. The caller has made sure that nothing switches recommended packages off.
 */
function recommendedBefore(
  input: TransformInput,
  stage: Stage,
  run: RunFacts,
  runs: ReadonlyMap<number, RunFacts>,
  suite: Suite | undefined,
): ReadonlySet<string> {
  const table = tableFor(suite);
  const found = new Set<string>();
  if (table === undefined) return found;
  const earlier = ancestry(input.dockerfile, stage)
    .flatMap(({ instructions }) => instructions)
    .filter(({ index }) => index < run.instruction.index);
  for (const call of earlier.flatMap(({ index }) => runs.get(index)?.invocations ?? [])) {
    const names = namedPackages(call);
    if (names === undefined || call.command.placement.size > 0 || namesRelease(call)) continue;
    if (hasOption(call, ...DECIDED) || names.some((name) => isRemovedAgain(input, name))) continue;
    for (const name of leftOut(table, names, new Set(names))?.add ?? []) found.add(name);
  }
  return found;
}

function leftOut(
  suite: Suite,
  names: readonly string[],
  present: ReadonlySet<string>,
): LeftOutSummary | undefined {
  const add = new Set<string>();
  const tools = new Map<string, LeftOutTool>();
  const forBuilds = new Set<string>();
  const displays = names.some((name) => /^x(?:vfb|init|org|auth|server)/.test(name));
  for (const name of names) {
    const left = leftOutBy(suite, name, present);
    if (left.kind === 'unknown') return undefined;
    for (const missing of left.add) {
      // openssh-client recommends xauth for X11 forwarding, which needs a display.
      if (!NEEDLESS.has(missing) && (missing !== 'xauth' || displays)) add.add(missing);
    }
    for (const tool of left.tools) tools.set(tool.package, tool);
    for (const missing of left.forBuilds) forBuilds.add(missing);
  }
  return { add: [...add], tools: [...tools.values()], forBuilds: [...forBuilds] };
}

/** All that the file runs and sets, without the operands of its installs, which are no uses. */
function usageText({ dockerfile, use }: TransformInput): string {
  const texts = dockerfile.instructions.flatMap(({ keyword, arguments: cooked, heredocs }) =>
    keyword === 'FROM' ? [] : [cooked.text, ...heredocs.map(({ content }) => content)],
  );
  return [...texts, ...use.commands]
    .join('\n')
    .replace(/\b(?:apt|apt-get)\s(?:[^;&|\n]*\s)?(?:install|remove|purge)\s[^;&|\n]*/g, '');
}

function mentions(text: string, { commands, texts }: LeftOutTool): boolean {
  return (
    texts.some((word) => text.includes(word)) ||
    commands.some((command) =>
      new RegExp(`(?<![\\w.@-])${command.replace(/[.+]/g, '\\$&')}(?![\\w.-])`).test(text),
    )
  );
}

/** The flag goes behind the options that follow `install`. */
function flagEdit({ command, subcommandWords }: Invocation): TextEdit {
  const words = command.arguments;
  let index = words.findIndex((word) => word === subcommandWords[0]);
  while (
    /^(?:-[a-zA-Z]+|--[a-z-]+)$/.test(words[index + 1]?.value ?? '') &&
    !/^(?:-[otca]|--option|--target-release)$/.test(words[index + 1]?.value ?? '')
  ) {
    index += 1;
  }
  const word = words[index] ?? subcommandWords[0];
  return insertion(word?.range.end ?? command.range.end, ` ${FLAG}`);
}

/** Added packages stand behind the others, in lines of their own where those do; a single one in its place of a sorted list. */
function addEdits(
  { dockerfile }: TransformInput,
  operands: readonly ShellWord[],
  add: readonly string[],
): readonly TextEdit[] {
  const last = operands.at(-1);
  const [first, ...others] = add;
  if (last === undefined || first === undefined) return [];
  const separatorAt = (word: ShellWord): string => {
    const lineStart = dockerfile.text.lastIndexOf('\n', word.range.start - 1) + 1;
    const before = dockerfile.text.slice(lineStart, word.range.start);
    return /^[ \t]*$/.test(before) ? ` ${dockerfile.escape}${dockerfile.lineEnding}${before}` : ' ';
  };
  const values = operands.map(({ value }) => value);
  const sorted = values.every((value, index) => index === 0 || (values[index - 1] ?? '') <= value);
  const following =
    sorted && others.length === 0 ? operands.find(({ value }) => value > first) : undefined;
  if (following !== undefined && operands.length > 1) {
    return [insertion(following.range.start, `${first}${separatorAt(following)}`)];
  }
  return [insertion(last.range.end, add.map((name) => `${separatorAt(last)}${name}`).join(''))];
}
