import { resolveCommand } from '../../src/dockerfile/commands.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { oncePer } from '../../src/dockerfile/once.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import type { Invocation } from './invocation.js';
import { isMounted } from './mounts.js';
import { isCleaningHelper, type RunFacts } from './run-facts.js';

/** Where apt keeps the package lists. */
export const LISTS = '/var/lib/apt/lists';

/** Subcommands of apt-get, apt and aptitude that look packages up in the lists that `update` fetched. */
const LOOK_UP: ReadonlySet<string> = new Set([
  'install',
  'reinstall',
  'upgrade',
  'dist-upgrade',
  'full-upgrade',
  'safe-upgrade',
  'build-dep',
  'satisfy',
  'source',
  'download',
  'showsrc',
]);

/** Programs that look packages up themselves, without fetching the lists first. */
const LOOKING_PROGRAMS: ReadonlySet<string> = new Set([
  'apt-cache',
  'rosdep',
  'mk-build-deps',
  'gdebi',
  'tasksel',
  'unattended-upgrade',
]);

/** What a RUN does with the package lists, command by command. */
interface ListEvent {
  /** `refresh`: fetches lists on the releases since 2018 alone, so nothing may rely on it. */
  readonly kind: 'fetch' | 'refresh' | 'look-up' | 'remove';
  readonly command: ShellCommand;
}

const INSTALLERS_THAT_FETCH = /(?:deb\.nodesource\.com\/setup|get\.docker\.com|rpm\.nodesource)/;

/** The calls of a RUN that fetch, need or remove package lists, in order. */
export const listEvents = oncePer((run: RunFacts): readonly ListEvent[] => {
  const byCommand = new Map(run.invocations.map((invocation) => [invocation.command, invocation]));
  return run.commands.flatMap((command) => {
    const kind = eventKind(command, byCommand.get(command));
    return kind === undefined ? [] : [{ kind, command }];
  });
});

function eventKind(
  command: ShellCommand,
  invocation: Invocation | undefined,
): ListEvent['kind'] | undefined {
  if (invocation?.manager.id === 'apt') {
    if (invocation.subcommand === 'update') return 'fetch';
    if (invocation.subcommand === 'dist-clean' || invocation.subcommand === 'distclean')
      return 'remove';
    return LOOK_UP.has(invocation.subcommand) ? 'look-up' : undefined;
  }
  const words = [command.name, ...command.arguments].map((word) => word?.value ?? '');
  // Installers that fetch the lists themselves; what they leave behind is as after an `apt-get update`.
  if (words.some((word) => INSTALLERS_THAT_FETCH.test(word))) return 'fetch';
  if (
    words.some((word) => /(?:^|\/)playwright(?:@\S+)?$/.test(word)) &&
    words.some((word) => word === '--with-deps' || word === 'install-deps')
  ) {
    return 'fetch';
  }
  const name = resolveCommand(command)?.name ?? '';
  if (name === 'add-apt-repository' || name === 'apt-add-repository') {
    return words.some((word) => /^-[a-z]*n|^--no-update$/.test(word)) ? undefined : 'refresh';
  }
  if (LOOKING_PROGRAMS.has(name)) {
    // `rosdep update` and the like fetch other lists.
    return name === 'rosdep' && !words.includes('install') ? undefined : 'look-up';
  }
  const removes = (name === 'rm' || name === 'find') && words.some((word) => coversLists(word));
  if (removes || isCleaningHelper(command)) return 'remove';
  return undefined;
}

/** Whether a path names the lists' folder or all in it, or a folder above; `{apt,dpkg}` counts. */
function coversLists(path: string): boolean {
  return (
    /^\/var\/(?:\*|lib\/?(?:\*|(?:\{[^}]*\bapt\b[^}]*\}|apt)(?:\/?|\/\*|\/lists.*))?)?$/.test(
      path,
    ) && !/lists\/partial/.test(path)
  );
}

const HIDDEN_INSTALL =
  /\b(?:apt|apt-get|aptitude)\s(?:[^;&|'"\n]*\s)?(?:install|build-dep|upgrade|dist-upgrade)\b/;
const HIDDEN_UPDATE = /\b(?:apt|apt-get|aptitude)\s(?:[^;&|'"\n]*\s)?update\b/;

/** Whether a text (a script in quotes, a heredoc for another program) looks packages up before it fetches lists. */
export function textNeedsLists(text: string): boolean {
  const lookUp = HIDDEN_INSTALL.exec(text);
  const fetch = HIDDEN_UPDATE.exec(text);
  return lookUp !== null && (fetch === null || lookUp.index < fetch.index);
}

/** What a RUN expects of the layers below, and leaves to those above. */
export interface ListUse {
  /** The first command that needs lists which an earlier RUN fetched; `hidden` where it stands in a text that can't be edited. */
  readonly needs: ShellCommand | 'hidden' | undefined;
  /** It fetches lists before anything in it needs them: what was there before no longer matters. */
  readonly fetches: boolean;
  /** Lists that it fetched are still there at its end. */
  readonly leaves: boolean;
  /** It looks packages up or installs them, by itself. */
  readonly looksUp: boolean;
}

/** What a RUN does with the package lists as a whole. */
export const listUse = oncePer((run: RunFacts): ListUse => {
  const events = listEvents(run);
  const first = events.find(({ kind }) => kind === 'fetch' || kind === 'look-up');
  const lastFetch = events.findLastIndex(({ kind }) => kind === 'fetch' || kind === 'refresh');
  const lastRemove = events.findLastIndex(({ kind }) => kind === 'remove');
  const needs = first?.kind === 'look-up' ? first.command : undefined;
  const strings = run.commands.flatMap((command) =>
    [command.name, ...command.arguments].flatMap((word) =>
      word !== undefined && /\s/.test(word.value) ? [word.value] : [],
    ),
  );
  const unread = run.locked !== undefined && run.commands.length === 0 ? [run.text] : strings;
  const hidden = first?.kind !== 'fetch' && unread.some(textNeedsLists);
  return {
    needs: hidden ? 'hidden' : run.locked !== undefined && needs !== undefined ? 'hidden' : needs,
    fetches: first?.kind === 'fetch',
    leaves: lastFetch > lastRemove,
    looksUp: events.some(({ kind }) => kind === 'look-up'),
  };
});

const SOURCE_CHANGE =
  /\/etc\/apt\b|sources\.list|--add-architecture|\bdpkg\s+(?:-i|--install)\b|\bextrepo\b/;

/** Whether an instruction changes what an `apt-get update` behind it would fetch. */
export function changesSources({
  keyword,
  arguments: cooked,
  words,
  heredocs,
}: Instruction): boolean {
  if (keyword === 'COPY' || keyword === 'ADD') {
    const target = words.at(-1)?.text ?? '';
    // A folder that is laid over the root may hold etc/apt; what has an extension is taken for a file.
    const overlays = words.slice(0, -1).some(({ text }) => !/[^/.][^/]*\.\w+$/.test(text));
    return SOURCE_CHANGE.test(target) || (overlays && /^\/(?:etc\/?)?$/.test(target));
  }
  return (
    keyword === 'RUN' && [cooked.text, ...heredocs.map(({ content }) => content)].some(namesSources)
  );
}

/** Whether a script writes package sources. Removing the lists is no such change. */
function namesSources(text: string): boolean {
  return SOURCE_CHANGE.test(text.replace(/\/etc\/apt\/apt\.conf\.d\b/g, ''));
}

/** A RUN that relies on lists which another RUN fetched. */
export interface Dependent {
  readonly run: RunFacts;
  /** Package sources were changed since the lists were fetched: an update would make it install other packages. */
  readonly sourcesChanged: boolean;
  readonly needs: ShellCommand | 'hidden';
}

/** What relies on the lists that are there behind an instruction. */
export interface ListReliance {
  readonly dependents: readonly Dependent[];
  /** Something else relies on them, which no edit can help. */
  readonly blocker:
    | {
        readonly reason: 'lists-needed-later' | 'lists-needed-at-run-time';
        readonly instruction: Instruction;
      }
    | undefined;
}

/** Follows the lists from an instruction on, through its stage and every stage that is FROM it. */
export function followLists(
  dockerfile: Dockerfile,
  start: Instruction,
  runs: ReadonlyMap<number, RunFacts>,
  /** Whether what a CMD or ENTRYPOINT runs needs lists. */
  startNeedsLists: (instruction: Instruction) => boolean,
): ListReliance {
  const dependents: Dependent[] = [];
  let blocker: ListReliance['blocker'];
  const walk = (stage: Stage, from: number, changedBefore: boolean): void => {
    let changed = changedBefore;
    for (const instruction of stage.instructions) {
      if (instruction.index <= from) continue;
      changed ||= changesSources(instruction);
      if (instruction.keyword === 'ONBUILD' && textNeedsLists(instruction.arguments.text)) {
        blocker ??= { reason: 'lists-needed-later', instruction };
      }
      if (
        (instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT') &&
        startNeedsLists(instruction)
      ) {
        blocker ??= { reason: 'lists-needed-at-run-time', instruction };
      }
      const run = runs.get(instruction.index);
      if (run === undefined || isMounted(run.mounts, LISTS)) continue;
      const use = listUse(run);
      if (use.needs !== undefined) {
        dependents.push({ run, needs: use.needs, sourcesChanged: changed });
      }
      if (use.fetches) return;
    }
    for (const child of dockerfile.stages) {
      if (child.base.kind === 'stage' && child.base.index === stage.index) walk(child, -1, changed);
    }
  };
  const stage = dockerfile.stages[start.stageIndex ?? -1];
  if (stage !== undefined) walk(stage, start.index, changedAfterFetch(runs.get(start.index)));
  return { dependents, blocker };
}

/** Whether a RUN changes package sources behind its last fetch of the lists. */
function changedAfterFetch(run: RunFacts | undefined): boolean {
  if (run === undefined) return false;
  const fetch = listEvents(run).findLast(({ kind }) => kind === 'fetch' || kind === 'refresh');
  const start = run.shape === undefined ? 0 : (fetch?.command.cookedRange.end ?? 0);
  return namesSources(run.instruction.arguments.text.slice(start));
}
