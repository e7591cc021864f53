import { copiedScripts } from '../../src/context/copied-scripts.js';
import { binariesOf, readNodeProject, scriptsRunBy } from '../../src/context/node-project.js';
import { localSources } from '../../src/context/local-sources.js';
import { aptInstall } from '../../src/dockerfile/apt.js';
import { instructionCommands, resolveCommand, runScript } from '../../src/dockerfile/commands.js';
import { officialImage } from '../../src/dockerfile/image-reference.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import type { ShellCommand } from '../../src/dockerfile/shell.js';
import { ancestry, descendants, findStage } from '../../src/dockerfile/stages.js';
import { packagesInSlim } from '../../src/knowledge/base-images.js';
import type { TransformInput } from '../../src/transform/transform.js';
import {
  commandNeeds,
  definedFunctions,
  scriptNeeds,
  startedProgramNeeds,
  type CommandSite,
} from './command-needs.js';
import { placeOf, type Need } from './need.js';
import { libraryNeeds } from './library-needs.js';
import { startedPrograms } from './source-needs.js';

/** The base that a stage would lose. */
export type Base = Pick<CommandSite, 'family' | 'suite' | 'release'>;

/** What all that is built on a stage needs of its base beyond the slim variant (hazards B5, B8 to B22). */
export function stageNeeds(input: TransformInput, stage: Stage, base: Base): readonly Need[] {
  return descendants(input.dockerfile, stage).flatMap((member) => memberNeeds(input, member, base));
}

function memberNeeds(input: TransformInput, stage: Stage, base: Base): readonly Need[] {
  const { dockerfile, states } = input;
  const needs: Need[] = [];
  const installed = new Set(inheritedPackages(dockerfile, stage));
  const scripts = copiedScripts(stage, states, input.context) ?? [];
  for (const instruction of stage.instructions) {
    const state = states[instruction.index];
    if (state === undefined) continue;
    const { commands, opaque } = instructionCommands(instruction, state);
    const site: CommandSite = {
      ...base,
      instruction,
      installed,
      functions: new Set(definedFunctions(runScript(instruction)?.text ?? '')),
      copiedPaths: new Set(scripts.map(({ imagePath }) => imagePath)),
    };
    if (opaque !== undefined) {
      needs.push({
        kind: 'unknown',
        what: instruction.keyword,
        reason: 'script-unreadable',
        message: `what ${placeOf(instruction)} runs can't be read: ${opaque}`,
        instruction,
      });
    }
    for (const command of commands) {
      needs.push(...commandNeeds(command, site), ...downloadNeeds(command, commands, site));
      for (const word of aptInstall(command)?.packages ?? []) {
        installed.add(word.value.replace(/[=/:].*$/, ''));
      }
      needs.push(...projectScriptNeeds(input, command, site));
      needs.push(...libraryNeeds(input, command, site, 'here'));
    }
    needs.push(...instructionNeeds(input, instruction, site));
  }
  needs.push(...scripts.flatMap((script) => copiedScriptNeeds(script, installed, base)));
  needs.push(...outsideCommandNeeds(input, stage, installed, base));
  return needs;
}

/** Packages that the stages below this one install by name. */
function inheritedPackages(dockerfile: Dockerfile, stage: Stage): readonly string[] {
  return ancestry(dockerfile, stage)
    .slice(1)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => runScript(instruction)?.commands ?? [])
    .flatMap((command) => aptInstall(command)?.packages ?? [])
    .map(({ value }) => value.replace(/[=/:].*$/, ''));
}

function copiedScriptNeeds(
  script: NonNullable<ReturnType<typeof copiedScripts>>[number],
  installed: ReadonlySet<string>,
  base: Base,
): readonly Need[] {
  const site: CommandSite = {
    ...base,
    instruction: script.instruction,
    installed,
    functions: new Set(definedFunctions(script.text)),
    copiedPaths: new Set([script.imagePath]),
  };
  const interpreter = script.shebang === undefined ? [] : scriptNeeds(script.interpreter, site);
  const commands = script.commands.flatMap((command) => commandNeeds(command, site));
  return [...interpreter, ...commands];
}

/** Commands that compose files and CI run in the container (hazards B19, S21). */
function outsideCommandNeeds(
  input: TransformInput,
  stage: Stage,
  installed: ReadonlySet<string>,
  base: Base,
): readonly Need[] {
  const isFinal = stage === input.dockerfile.stages.at(-1);
  if (!isFinal) return [];
  const instruction = stage.instructions.at(-1) ?? stage.from;
  return input.use.commands.flatMap((text) =>
    scriptNeeds(text, {
      ...base,
      instruction,
      installed,
      functions: new Set(),
      copiedPaths: new Set(),
    }),
  );
}

/** `npm run build` and the like: the scripts of package.json run commands too. */
function projectScriptNeeds(
  input: TransformInput,
  command: ShellCommand,
  site: CommandSite,
): readonly Need[] {
  const { context } = input;
  if (context === undefined) return [];
  return nodeFolders(input).flatMap((folder) => {
    const project = readNodeProject(context, folder);
    if (project === undefined) return [];
    return (scriptsRunBy(command, project) ?? [])
      .flatMap((name) => binariesOf(project, name)?.commands ?? [])
      .flatMap((inner) => commandNeeds(inner, site));
  });
}

/** The folders of the context with a package.json that the Dockerfile copies. */
function nodeFolders({ dockerfile, context }: TransformInput): readonly string[] {
  if (context === undefined) return [];
  const folders = localSources(dockerfile).map(({ path }) =>
    context.entry(path)?.kind === 'directory'
      ? path
      : path.slice(0, Math.max(path.lastIndexOf('/'), 0)),
  );
  return [...new Set(folders)].filter(
    (folder) =>
      context.entry(folder === '' ? 'package.json' : `${folder}/package.json`) !== undefined,
  );
}

/** `curl … | bash` and `bash <(curl …)`: what a script from elsewhere needs can't be seen. */
function downloadNeeds(
  command: ShellCommand,
  commands: readonly ShellCommand[],
  site: CommandSite,
): readonly Need[] {
  const resolved = resolveCommand(command);
  const isInterpreter = /^(?:sh|bash|dash|python[\d.]*|node|perl|ruby)$/.test(resolved?.name ?? '');
  if (!isInterpreter || resolved === undefined) return [];
  const downloads = commands.some((other) =>
    ['curl', 'wget'].includes(resolveCommand(other)?.name ?? ''),
  );
  const readsInput = !resolved.arguments.some(({ value }) => !value.startsWith('-'));
  const piped = command.placement.has('pipeline') && readsInput;
  const script = resolved.arguments.find(({ value }) => !value.startsWith('-'));
  const fetched =
    downloads &&
    (piped || script?.literal === false || commands.some((other) => writes(other, script?.value)));
  if (!fetched) return [];
  return [
    {
      kind: 'unknown',
      what: 'a downloaded script',
      reason: 'runs-downloaded-script',
      message: `${placeOf(site.instruction)} runs a script that it downloads, and what that needs can't be seen`,
      instruction: site.instruction,
    },
  ];
}

function writes(command: ShellCommand, path: string | undefined): boolean {
  const name = resolveCommand(command)?.name;
  if (path === undefined || (name !== 'curl' && name !== 'wget')) return false;
  const file = path.slice(path.lastIndexOf('/') + 1);
  return (
    command.arguments.some(({ value }) => value.endsWith(file)) ||
    command.redirects.some(({ target }) => target?.value.endsWith(file) === true)
  );
}

/** What instructions other than commands take from the base. */
function instructionNeeds(
  input: TransformInput,
  instruction: Instruction,
  site: CommandSite,
): readonly Need[] {
  switch (instruction.keyword) {
    case 'ONBUILD':
      return [
        {
          kind: 'unknown',
          what: 'ONBUILD',
          reason: 'onbuild',
          message: `${placeOf(instruction)} runs in images that are built on this one`,
          instruction,
        },
      ];
    case 'COPY':
    case 'ADD':
      return copyNeeds(input, instruction, site);
    case 'ENV':
      return timeZoneNeeds(instruction, site);
    default:
      return [];
  }
}

/** `TZ` needs the zone files; not every slim image has them (hazards B16). */
function timeZoneNeeds(instruction: Instruction, site: CommandSite): readonly Need[] {
  const setsZone = /(?:^|\s)TZ[=\s]/.test(instruction.arguments.text);
  const slim = packagesInSlim(site.family, site.suite);
  if (!setsZone || slim?.has('tzdata') === true || site.installed.has('tzdata')) return [];
  return [{ kind: 'install', what: 'TZ', packages: ['tzdata'], instruction }];
}

/** Images whose files are static programs, or no programs at all. */
const STATIC_IMAGES =
  /(?:^|\/)(?:astral-sh\/uv|oven\/bun|hadolint\/hadolint|tianon\/gosu|krallin\/tini|composer|busybox)$/;

function copyNeeds(
  input: TransformInput,
  instruction: Instruction,
  site: CommandSite,
): readonly Need[] {
  const { dockerfile } = input;
  const from = instruction.flags.find(({ name }) => name === 'from')?.value;
  if (from === undefined) {
    const sources = localSources(dockerfile).filter((source) => source.instruction === instruction);
    if (sources.length === 0) return [];
    if (input.context !== undefined) {
      return startedPrograms(input.context, sources).flatMap((program) =>
        startedProgramNeeds(program, site),
      );
    }
    return [
      {
        kind: 'unknown',
        what: 'copied files',
        reason: 'context-absent',
        message: `what ${placeOf(instruction)} brings into the image, and what that needs, can't be seen without the build context`,
        instruction,
      },
    ];
  }
  const source = findStage(dockerfile, from);
  if (source === undefined) {
    return STATIC_IMAGES.test(from.replace(/[:@].*$/, '')) ? [] : [copied(instruction, from)];
  }
  const root = ancestry(dockerfile, source).at(-1);
  const base = root?.base;
  const sameImage =
    base?.kind === 'image' && !base.hasVariables && officialImage(base.reference) === site.family;
  if (!sameImage) return [copied(instruction, `stage ${from}`)];
  return ancestry(dockerfile, source)
    .flatMap(({ instructions }) => instructions)
    .flatMap((other) => runScript(other)?.commands.map((command) => ({ other, command })) ?? [])
    .flatMap(({ other, command }) =>
      libraryNeeds(input, command, { ...site, instruction: other }, 'copied').map((need) => ({
        ...need,
        instruction,
      })),
    );
}

function copied(instruction: Instruction, origin: string): Need {
  return {
    kind: 'unknown',
    what: `files of ${origin}`,
    reason: 'copied-program',
    message: `${placeOf(instruction)} brings files of ${origin}, and which libraries they need can't be seen`,
    instruction,
  };
}
