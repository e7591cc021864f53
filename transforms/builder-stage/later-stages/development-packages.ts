import { stageCopies } from '../../../src/context/stage-copies.js';
import { placeOf } from '../../../src/dockerfile/place.js';
import { instructionCommands } from '../../../src/dockerfile/commands.js';
import type { Instruction, Stage } from '../../../src/dockerfile/model.js';
import { ancestry } from '../../../src/dockerfile/stages.js';
import { joinPath } from '../../../src/dockerfile/state.js';
import type { Finding, FixFinding } from '../../../src/transform/finding.js';
import { insertion } from '../../../src/transform/text-edit.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { appFolder, isWithin } from '../folders.js';
import { isInstall, MANAGERS, words } from '../ecosystems/node/commands.js';
import { findProject } from '../ecosystems/node/project.js';
import { plugAndPlay, pruning } from '../ecosystems/node/pruning.js';
import { scanNodeSources } from '../ecosystems/node/sources.js';
import { refusalFinding, sentence } from '../mechanism.js';
import { runTimeCommands } from '../run-time-commands.js';
import { refuse, type BuildPlan, type Refusal } from '../site.js';
import { commandsOf } from '../stage-commands.js';
import { joinStages, stageTitle } from './joined.js';
import { inManner } from '../new-lines.js';
import { usersOfPackages } from './others.js';
import type { StageCopy } from '../../../src/context/stage-copies.js';
import { movedScript } from './started-scripts.js';

/**
 * Removes development packages of Node in a builder before a stage that ships takes `node_modules` from there. Nothing is said where
 * there are none, or where something that runs needs one.
 */
export function leaveDevelopmentPackages(input: TransformInput, later: Stage): readonly Finding[] {
  const copies = stageCopies(input, later);
  const builders = new Set(copies.map(({ from }) => from));
  return [...builders].flatMap((builder) => {
    const found = judge(
      input,
      later,
      builder,
      copies.filter(({ from }) => from === builder),
    );
    if (found === undefined) return [];
    return 'edits' in found ? [found] : [refusalFinding(found, later.from)];
  });
}

function judge(
  input: TransformInput,
  later: Stage,
  builder: Stage,
  copies: readonly StageCopy[],
): FixFinding | Refusal | undefined {
  const plan = joinStages(input, builder, later, builder);
  if (plan?.site.image !== 'node' || input.context === undefined) return undefined;
  const folder = appFolder(plan.site);
  if (folder === undefined) return undefined;
  const modules = `${folder}/node_modules`;
  const taken = copies.find(({ sources }) => sources?.some((source) => isWithin(modules, source)));
  if (taken === undefined || sortsItself(plan, later) || isSorted(plan, modules)) return undefined;
  const found = findProject(plan.site);
  if ('kind' in found || plugAndPlay(plan.site, found.project) !== undefined) return undefined;
  const prune = pruning(plan, found, scanNodeSources(plan.site.context, found.project.folder));
  if (prune.line === undefined || prune.run === undefined) return undefined;
  // From here on there is something to leave behind, so that what stands against it is worth a word.
  const place = lastChange(builder);
  if (place === undefined) return undefined;
  const seen = runTimeCommands(plan, true);
  const refusal =
    ('kind' in seen ? seen : undefined) ??
    usersOfPackages(input, builder, later, modules) ??
    scriptUnseen(plan, later, copies) ??
    otherUser(plan, place, builtOn(input, builder));
  if (refusal !== undefined) return refusal;
  const state = plan.site.states[place.index];
  const peers = peerOption(plan, prune.line);
  const command = [prune.line, ...peers].join(' ');
  const line = state?.workdir === folder ? command : `cd ${folder} && ${command}`;
  // With the secrets and caches that the installs were given (hazard S20).
  const run = `${prune.run.slice(0, -prune.line.length)}${line}`;
  const eol = input.dockerfile.lineEnding;
  return {
    kind: 'fix',
    applicability: 'safe',
    message: sentence(
      `${placeOf(taken.instruction)} takes devDependencies from the stage ${stageTitle(builder)}, and nothing that runs here needs them; they are removed there with “${line}” before that`,
    ),
    edits: [insertion(place.range.end, `${eol}${inManner(input.dockerfile, place, run)}`)],
    removes: [{ kind: 'paths', paths: destinationsOf(taken, modules) }],
    file: 'dockerfile',
    range: taken.instruction.range,
  };
}

/** Whether the later stage installs or removes packages itself: then it is not what the builder left that ships. */
function sortsItself({ site }: BuildPlan, later: Stage): boolean {
  return later.instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((instruction) => commandsOf(instruction, site))
    .some((command) => {
      const [verb] = words(command).words;
      return (
        isInstall(command) ||
        (MANAGERS.has(words(command).name ?? '') && /^(?:prune|rebuild|dedupe)$/.test(verb ?? ''))
      );
    });
}

/** Whether a builder removes development packages already, or changes the folder of the packages by hand. */
function isSorted({ site, builds }: BuildPlan, modules: string): boolean {
  return builds.some((instruction) => {
    const state = site.states[instruction.index];
    if (state === undefined) return true;
    const { commands, opaque } = instructionCommands(instruction, state);
    return (
      opaque !== undefined ||
      commands.some((command) => {
        const { name = '', words: rest } = words(command);
        if (MANAGERS.has(name) || name === 'npx') {
          return /^(?:prune|focus|deploy|node-prune|modclean)$/.test(
            rest.find((word) => !word.startsWith('-') && word !== 'workspaces') ?? '',
          );
        }
        return rest.some((word) => isWithin(joinPath(state.workdir, word), modules));
      })
    );
  });
}

/** The option by which an install of npm went on although packages disagree: what removes packages asks for it, too. */
function peerOption({ site, builds }: BuildPlan, line: string): readonly string[] {
  const given = builds
    .flatMap((instruction) => commandsOf(instruction, site))
    .filter(isInstall)
    .flatMap((command) => [
      ...words(command).words,
      ...command.assignments.flatMap(({ name, value }) =>
        value?.value === 'true' && /^npm_config_/i.test(name)
          ? `--${name.slice('npm_config_'.length).toLowerCase().replaceAll('_', '-')}`
          : [],
      ),
    ])
    .find((word) => /^(?:--force|-f|--legacy-peer-deps)$/.test(word));
  return given !== undefined && line.startsWith('npm') ? [given] : [];
}

/** The last instruction of a stage that changes its files. */
function lastChange({ instructions }: Stage): Instruction | undefined {
  return instructions.findLast(({ keyword }) => ['ADD', 'COPY', 'RUN'].includes(keyword));
}

function scriptUnseen(
  plan: BuildPlan,
  later: Stage,
  copies: readonly StageCopy[],
): Refusal | undefined {
  const script = movedScript(plan, later, copies);
  return script === undefined
    ? undefined
    : refuse(
        'command-unknown',
        `This stage runs ${script}, which lies elsewhere in the builder, so that whether it needs a development package can't be told.`,
      );
}

/** The numbers of a stage and of those that it is FROM. */
function builtOn({ dockerfile }: TransformInput, stage: Stage): ReadonlySet<number> {
  return new Set(ancestry(dockerfile, stage).map(({ index }) => index));
}

/**
 * Packages that one user installed, another can't remove, unless that is root; what comes by a COPY belongs to root.
 * @param own the stages in which files keep their owners
 */
function otherUser(
  { site, builds }: BuildPlan,
  place: Instruction,
  own: ReadonlySet<number>,
): Refusal | undefined {
  const userAt = ({ index }: Instruction): string => {
    const user = site.states[index]?.user ?? 'root';
    return user === '0' ? 'root' : user;
  };
  const user = userAt(place);
  const { shell } = site.states[place.index] ?? {};
  if (shell !== undefined && !/(?:^|\/)(?:ash|bash|dash|sh)$/.test(shell[0] ?? '')) {
    return refuse('run-unreadable', 'The builder has a shell of another kind.', place);
  }
  const installs = builds.filter((instruction) => commandsOf(instruction, site).some(isInstall));
  return user === 'root' ||
    installs.every((one) => userAt(one) === user && own.has(one.stageIndex ?? -1))
    ? undefined
    : refuse(
        'mixed-owners',
        `The builder ends as ${user}, who can't remove packages that another user installed, or a COPY brought there.`,
        place,
      );
}

function destinationsOf(
  { sources = [], destination }: StageCopy,
  modules: string,
): readonly string[] {
  return sources
    .filter((source) => isWithin(modules, source) || source === '/')
    .map(
      (source) =>
        `${destination === '/' ? '' : (destination ?? '')}${modules.slice(source.length)}`,
    );
}
