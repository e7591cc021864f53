import { instructionCommands } from '../../src/dockerfile/commands.js';
import type { Instruction, Stage } from '../../src/dockerfile/model.js';
import { ancestry } from '../../src/dockerfile/stages.js';
import type { Finding } from '../../src/transform/finding.js';
import type { TextEdit } from '../../src/transform/text-edit.js';
import type { TransformInput } from '../../src/transform/transform.js';
import {
  LISTS,
  followLists,
  listEvents,
  listUse,
  textNeedsLists,
  type Dependent,
} from './apt-lists.js';
import { listsEstimate } from './estimate.js';
import { fix, refusal } from './finding.js';
import { insertCommand, prependCommand } from './layout.js';
import { isMounted } from './mounts.js';
import type { ReasonId } from './reasons.js';
import { failingRemoval, failingRemovalMessage } from './removals.js';
import { lockedMessage, pointMessage, rootPrefix } from './refusals.js';
import type { RunFacts } from './run-facts.js';
import { isInstallerName, readCopiedScript, scriptPath } from './scripts.js';
import { storedFiles } from './stored.js';
import { partOf, pointAtEnd, type Part, type ScriptShape } from './script-shape.js';

const REMOVE_LISTS = `rm -rf ${LISTS}/*`;

/** What every finding about apt needs. */
interface AptInput {
  readonly input: TransformInput;
  readonly runs: ReadonlyMap<number, RunFacts>;
}

/** The findings about apt's package lists in all shipping stages. */
export function aptFindings(
  input: TransformInput,
  runs: ReadonlyMap<number, RunFacts>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const keeper = new Map<number, RunFacts>();
  const fetching = new Set<number>();
  for (const stage of input.dockerfile.stages) {
    if (!input.shipping.has(stage.index)) continue;
    let kept = stage.base.kind === 'stage' ? keeper.get(stage.base.index) : undefined;
    // A second update finds most lists as they are, and stores no more than what is new.
    let isFirst = stage.base.kind !== 'stage' || !fetching.has(stage.base.index);
    for (const instruction of stage.instructions) {
      const run = runs.get(instruction.index);
      if (run === undefined || !leavesLists(run)) continue;
      const finding = cleanLists({ input, runs }, stage, run, kept, isFirst);
      findings.push(finding);
      isFirst = false;
      if (finding.kind === 'refusal') kept ??= run;
    }
    if (kept !== undefined) keeper.set(stage.index, kept);
    if (!isFirst) fetching.add(stage.index);
  }
  return findings;
}

/** Whether lists that a RUN fetched are in its layer. */
export function leavesLists(run: RunFacts): boolean {
  return listUse(run).leaves && !isMounted(run.mounts, LISTS);
}

function lineOf({ shownLine }: Instruction): string {
  return `line ${String(shownLine)}`;
}

function cleanLists(
  apt: AptInput,
  stage: Stage,
  run: RunFacts,
  kept: RunFacts | undefined,
  isFirst: boolean,
): Finding {
  const { input, runs } = apt;
  const { instruction } = run;
  const { range } = instruction;
  const refuse = (reason: ReasonId, message: string, manual = false): Finding =>
    refusal(range, reason, message, manual);
  if (kept !== undefined) {
    return refuse(
      'lists-in-earlier-layer',
      `The RUN of ${lineOf(kept.instruction)} keeps the package lists in its layer, so removing them here would save next to nothing; join the two, or clean up there first.`,
      true,
    );
  }
  if (!listUse(run).looksUp && !listEvents(run).some(({ kind }) => kind === 'refresh')) {
    return refuse(
      'lone-update',
      'This RUN only fetches package lists, which stay in its layer; join it with the RUN that installs, and remove the lists there.',
      true,
    );
  }
  const point = endOfRun(run);
  if (point.kind === 'none') return refuse(point.reason, point.message, point.manual);

  const removal = failingRemoval(
    input,
    stage,
    run,
    runs,
    /^\/var\/lib\/apt\/lists\/./,
    (other) => listUse(other).fetches || listUse(other).needs !== undefined,
  );
  if (removal !== undefined) return refuse('removed-later', failingRemovalMessage(removal), true);

  const reliance = followLists(input.dockerfile, instruction, runs, (start) =>
    startNeedsLists(input, start),
  );
  if (reliance.blocker !== undefined) {
    const { reason, instruction: later } = reliance.blocker;
    return refuse(
      reason,
      `The ${later.keyword} of ${lineOf(later)} installs packages from the lists that this RUN fetches, so they are kept; give it an apt-get update of its own.`,
      true,
    );
  }
  const edits: TextEdit[] = [
    insertCommand(input.dockerfile, instruction, point.shape, point.point, point.command),
  ];
  for (const dependent of reliance.dependents) {
    const adapted = adaptDependent(input, run, dependent);
    if (adapted === undefined) {
      const why = dependent.sourcesChanged
        ? 'the package sources change in between, so that an apt-get update there could install other versions; see whether that is wanted'
        : 'give it an apt-get update of its own';
      return refuse(
        'lists-needed-later',
        `The RUN of ${lineOf(dependent.run.instruction)} looks packages up in the lists that this RUN fetches, so they are kept; ${why}.`,
        true,
      );
    }
    edits.push(...adapted);
  }
  const script = unreadInstaller(apt, stage, instruction);
  if (script?.needsLists === true) {
    return refuse(
      'lists-needed-later',
      `${script.path}, run in ${lineOf(script.instruction)}, installs packages from the lists that this RUN fetches, so they are kept; give it an apt-get update of its own.`,
      true,
    );
  }
  const lines = reliance.dependents.map(({ run: { instruction: later } }) =>
    String(later.shownLine),
  );
  const adaptation =
    lines.length === 0
      ? 'no later instruction needs them'
      : lines.length === 1
        ? `the RUN of line ${lines.join('')} relied on them and now fetches its own`
        : `the RUNs of lines ${lines.join(', ')} relied on them and now fetch their own`;
  return fix(
    range,
    `Removes apt's package lists in the RUN that fetches them, so that they do not stay in its layer; ${adaptation}.`,
    edits,
    storedFiles(['apt'], run),
    {
      reason: script === undefined ? undefined : 'unread-script',
      estimate: isFirst ? listsEstimate(input, stage) : undefined,
    },
  );
}

type EndOfRun =
  | {
      readonly kind: 'point';
      readonly shape: ScriptShape;
      readonly point: Extract<ReturnType<typeof pointAtEnd>, { kind: 'point' }>['point'];
      readonly command: string;
    }
  | {
      readonly kind: 'none';
      readonly reason: ReasonId;
      readonly message: string;
      readonly manual: boolean;
    };

/** Where the lists can be removed at the end of a RUN, and by what command. */
function endOfRun(run: RunFacts): EndOfRun {
  const none = (reason: ReasonId, message: string): EndOfRun => ({
    kind: 'none',
    reason,
    message,
    manual: true,
  });
  if (run.shape === undefined) {
    const reason = run.locked ?? 'unreadable-script';
    return none(reason, lockedMessage(reason));
  }
  const calls = run.invocations.filter(({ manager }) => manager.id === 'apt');
  const prefix = rootPrefix(run, calls);
  if (prefix === undefined) {
    return none(
      'not-root',
      'The RUN is not run as root, and can not remove the package lists; run it as root, or with sudo.',
    );
  }
  const lastCommand = listEvents(run).findLast(({ kind }) => kind !== 'remove')?.command;
  const part = lastCommand === undefined ? undefined : partOf(run.shape, lastCommand);
  if (part === undefined) return none('unreadable-script', lockedMessage('unreadable-script'));
  const end = pointAtEnd(run.shape, part);
  if (end.kind === 'none') return none(end.reason, pointMessage(end.reason));
  return { kind: 'point', shape: run.shape, point: end.point, command: `${prefix}${REMOVE_LISTS}` };
}

/** Gives a RUN that relied on the lists of another its own `apt-get update`, and its own clean-up. */
function adaptDependent(
  input: TransformInput,
  provider: RunFacts,
  { run, needs, sourcesChanged }: Dependent,
): readonly TextEdit[] | undefined {
  const { shape } = run;
  if (sourcesChanged || needs === 'hidden' || shape === undefined || needs.placement.size > 0) {
    return undefined;
  }
  const call = run.invocations.find(({ command }) => command === needs);
  const part: Part | undefined = partOf(shape, needs);
  if (call?.manager.id !== 'apt' || part === undefined || part.operator === '||') return undefined;
  const calls = run.invocations.filter(({ manager }) => manager.id === 'apt');
  const prefix = rootPrefix(run, calls);
  if (prefix === undefined) return undefined;
  const network = run.instruction.flags.some(
    ({ name, value }) => name === 'network' && value === 'none',
  );
  if (network || isMounted(run.mounts, LISTS)) return undefined;
  const options =
    provider.invocations.find(
      ({ manager, subcommand }) => manager.id === 'apt' && subcommand === 'update',
    )?.options ?? [];
  const quiet = options.filter(({ text }) => /^-[qy]+$/.test(text)).map(({ text }) => ` ${text}`);
  const program = call.program === 'aptitude' ? 'apt-get' : call.program;
  const update = prependCommand(shape, part, `${prefix}${program} update${quiet.join('')}`);
  const edits: TextEdit[] = [update];
  const shipped = input.shipping.has(run.instruction.stageIndex ?? -1);
  const last = listEvents(run).at(-1);
  if (shipped && last?.kind !== 'remove') {
    const end = endOfRun(run);
    if (end.kind === 'none') return undefined;
    edits.push(
      insertCommand(
        input.dockerfile,
        run.instruction,
        end.shape,
        end.point,
        end.command,
        update.text.length,
      ),
    );
  }
  return edits;
}

/** Whether what a CMD or ENTRYPOINT starts looks packages up without fetching lists. */
function startNeedsLists(input: TransformInput, instruction: Instruction): boolean {
  const { dockerfile, states, context } = input;
  const state = states[instruction.index];
  const text = instruction.execForm?.join(' ') ?? instruction.arguments.text;
  if (textNeedsLists(text)) return true;
  if (input.use.commands.some(textNeedsLists)) return true;
  if (state === undefined) return false;
  return instructionCommands(instruction, state).commands.some((command) => {
    const path = scriptPath(command);
    const script = path === undefined ? undefined : readCopiedScript(dockerfile, context, path);
    return script !== undefined && textNeedsLists(script);
  });
}

/** A script, run later by this stage or one that is FROM it, that needs the lists or, as far as its name tells, may need them. */
function unreadInstaller(
  { input, runs }: AptInput,
  stage: Stage,
  from: Instruction,
):
  | { readonly path: string; readonly instruction: Instruction; readonly needsLists: boolean }
  | undefined {
  const { dockerfile, context } = input;
  for (const other of dockerfile.stages) {
    if (!ancestry(dockerfile, other).includes(stage)) continue;
    for (const instruction of other.instructions) {
      const run = instruction.index > from.index ? runs.get(instruction.index) : undefined;
      if (run === undefined) continue;
      if (listUse(run).fetches) break;
      for (const command of run.commands) {
        const path = scriptPath(command);
        if (path === undefined) continue;
        const text = readCopiedScript(dockerfile, context, path);
        if (text === undefined ? isInstallerName(path) : textNeedsLists(text)) {
          return { path, instruction, needsLists: text !== undefined };
        }
      }
    }
  }
  return undefined;
}
