import type { Stage } from '../../src/dockerfile/model.js';
import { oncePer } from '../../src/dockerfile/once.js';
import type { ShellCommand, ShellWord } from '../../src/dockerfile/shell.js';
import type { LeftOutTool } from '../../src/knowledge/recommends.js';
import { distributionOf, type Suite } from '../../src/knowledge/suites.js';
import type { Finding } from '../../src/transform/finding.js';
import { insertion, type TextEdit } from '../../src/transform/text-edit.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { contextMentions, copiesFromContext } from './context-texts.js';
import { leanEstimate } from './estimate.js';
import { fix } from './finding.js';
import type { Invocation } from './invocation.js';
import {
  FLAG,
  isDecided,
  leftOut,
  namedPackages,
  namesRelease,
  removedNames,
  tableFor,
  type LeftOutSummary,
} from './left-out.js';
import type { ReasonId } from './reasons.js';
import type { RunFacts } from './run-facts.js';
import { packagesBefore, readInstalls, type StageInstalls } from './stage-installs.js';

/** Where more than this would have to be added by name, the install is left as it is. */
const MOST_ADDED = 3;

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

/** Where packages come from. */
interface PackageSource {
  readonly suite: Suite | undefined;
  /** From the distribution alone: no other package source was added. */
  readonly own: boolean;
}

/** An install that can do without what is only recommended. */
export interface LeanInstall {
  readonly command: ShellCommand;
  readonly names: readonly string[];
  readonly add: readonly string[];
  readonly edits: readonly TextEdit[];
  readonly doubt: Doubt | undefined;
}

/**
 * Findings that keep `apt-get install` from installing what is only recommended, for the RUNs of a stage: one of a RUN for each
 * degree of trust.
 */
export function recommendsFindings(
  input: TransformInput,
  stage: Stage,
  runs: ReadonlyMap<number, RunFacts>,
): (run: RunFacts) => readonly Finding[] {
  let read: StageInstalls | undefined;
  return (run) => {
    if (run.shape === undefined) return [];
    if (!run.invocations.some((call) => namedPackages(call) !== undefined)) return [];
    read ??= readInstalls(input, stage, runs);
    return runFindings(input, stage, run, runs, read);
  };
}

function runFindings(
  input: TransformInput,
  stage: Stage,
  run: RunFacts,
  runs: ReadonlyMap<number, RunFacts>,
  installs: StageInstalls,
): readonly Finding[] {
  const { suite, switchedOffFrom, foreignFrom } = installs;
  const { index } = run.instruction;
  if (switchedOffFrom <= index) return [];
  const own = index < foreignFrom;
  const present = packagesBefore(installs, index);
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
  return [...byReason].map(([reason, lean]) =>
    fix(
      run.instruction.range,
      message(lean, suite),
      lean.flatMap(({ edits }) => edits),
      {
        kind: 'recommended-packages',
        of: [...new Set(lean.flatMap(({ names }) => names))],
      },
      { reason, estimate: leanEstimate(input, stage, run, runs, lean) },
    ),
  );
}

function leanInstall(
  input: TransformInput,
  call: Invocation,
  names: readonly string[],
  { suite, own }: PackageSource,
  present: ReadonlySet<string>,
): LeanInstall | undefined {
  if (isDecided(call)) return undefined;
  const covered =
    own && suite !== undefined && distributionOf(suite) === 'debian' ? suite : undefined;
  const table = tableFor(suite);
  if (table === undefined) return undefined;
  const summary = leftOut(table, names, new Set([...present, ...names]));
  if (summary === undefined) return undefined;
  // What came as recommended goes with the package; what is named would stay.
  const removed = removedNames(input.dockerfile);
  if (summary.add.length > 0 && names.some((name) => removed.has(name))) return undefined;
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

/** All that the file runs and sets, without the operands of its installs, which are no uses. */
const usageText = oncePer(({ dockerfile, use }: TransformInput): string => {
  const texts = dockerfile.instructions.flatMap(({ keyword, arguments: cooked, heredocs }) =>
    keyword === 'FROM' ? [] : [cooked.text, ...heredocs.map(({ content }) => content)],
  );
  return [...texts, ...use.commands]
    .join('\n')
    .replace(/\b(?:apt|apt-get)\s(?:[^;&|\n]*\s)?(?:install|remove|purge)\s[^;&|\n]*/g, '');
});

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
