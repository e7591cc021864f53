import { copiedScripts, type CopiedScript } from '../../src/context/copied-scripts.js';
import { instructionCommands, resolveCommand, runScript } from '../../src/dockerfile/commands.js';
import type { Dockerfile, Stage } from '../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { ancestry, descendants } from '../../src/dockerfile/stages.js';
import { joinPath } from '../../src/dockerfile/state.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { commandNeeds, definedFunctions, scriptNeeds } from './command-needs.js';
import { installedBy } from './install-need.js';
import { instructionNeeds } from './instruction-needs.js';
import { libraryNeeds } from './library-needs.js';
import { placeOf, seenAt, type Need } from './need.js';
import {
  downloadedProgramNeeds,
  downloadNeeds,
  ownProgramNeeds,
  unpackedProgramNeeds,
} from './program-needs.js';
import { projectScriptNeeds } from './project-scripts.js';
import { unknown, type Base, type CommandSite } from './site.js';

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
      // CMD, ENTRYPOINT and HEALTHCHECK run where the last WORKDIR says.
      workdir: instruction.keyword === 'RUN' ? state.workdir : endOf(input, stage).workdir,
      installed,
      functions: new Set(definedFunctions(runScript(instruction)?.text ?? '')),
    };
    if (opaque !== undefined) {
      needs.push(
        unknown(
          instruction.keyword,
          'script-unreadable',
          `what ${placeOf(instruction)} runs can't be read: ${opaque}`,
          site,
        ),
      );
    }
    for (const { command, workdir } of placed(commands, site.workdir)) {
      const here = { ...site, workdir };
      needs.push(
        ...commandNeeds(command, here),
        ...downloadNeeds(command, commands, here),
        ...downloadedProgramNeeds(stage, command, commands, here),
        ...ownProgramNeeds(input, stage, command, here),
      );
      for (const name of installedBy(command)) installed.add(name);
      needs.push(...projectNeeds(input, command, here));
    }
    needs.push(
      ...instructionNeeds(input, instruction, site),
      ...unpackedProgramNeeds(stage, instruction, commands, site),
    );
  }
  needs.push(...scripts.flatMap((script) => copiedScriptNeeds(input, script, installed, base)));
  needs.push(...outsideCommandNeeds(input, stage, installed, base));
  return needs;
}

function endOf({ states }: TransformInput, stage: Stage): { readonly workdir: string | undefined } {
  const last = states[stage.instructions.at(-1)?.index ?? stage.from.index];
  return { workdir: last?.workdir };
}

/** Commands with the folder that each runs in, as far as `cd` tells. */
function placed(
  commands: readonly ShellCommand[],
  start: string | undefined,
): readonly { readonly command: ShellCommand; readonly workdir: string | undefined }[] {
  let workdir = start;
  let inner: string | undefined;
  let inSubshell = false;
  return commands.map((command) => {
    const nested = command.placement.has('subshell');
    if (nested && !inSubshell) inner = workdir;
    inSubshell = nested;
    const here = nested ? inner : workdir;
    const resolved = resolveCommand(command);
    if (resolved?.name === 'cd' || resolved?.name === 'pushd') {
      const [target] = resolved.arguments;
      const next = target?.literal === true ? joinPath(here ?? '/', target.value) : undefined;
      if (nested) inner = next;
      else workdir = next;
    }
    return { command, workdir: here };
  });
}

/** Scripts of package.json run installs, which run scripts again: no real project is deeper. */
const DEPTH = 4;

/** What a command needs that installs packages or runs scripts of the project. */
function projectNeeds(
  input: TransformInput,
  command: ShellCommand,
  site: CommandSite,
  depth = 0,
): readonly Need[] {
  if (depth > DEPTH) return [];
  return [
    ...projectScriptNeeds(input, command, site, (inner) => [
      ...commandNeeds(inner, site),
      ...projectNeeds(input, inner, site, depth + 1),
    ]),
    ...libraryNeeds(input, command, site, 'here'),
  ];
}

/** Packages that the stages below this one install by name. */
function inheritedPackages(dockerfile: Dockerfile, stage: Stage): readonly string[] {
  return ancestry(dockerfile, stage)
    .slice(1)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => runScript(instruction)?.commands ?? [])
    .flatMap((command) => installedBy(command));
}

function copiedScriptNeeds(
  input: TransformInput,
  script: CopiedScript,
  installed: ReadonlySet<string>,
  base: Base,
): readonly Need[] {
  const { instruction, contextPath } = script;
  const stage = input.dockerfile.stages[instruction.stageIndex ?? -1];
  const state = input.states[instruction.index];
  const site: CommandSite = {
    ...base,
    instruction,
    workdir:
      instruction.keyword === 'RUN' || stage === undefined
        ? state?.workdir
        : endOf(input, stage).workdir,
    installed,
    functions: new Set(definedFunctions(script.text)),
  };
  const interpreter =
    script.shebang === undefined
      ? []
      : seenAt(scriptNeeds(script.interpreter, site), contextPath, 1);
  return [
    ...interpreter,
    ...placed(script.commands, site.workdir).flatMap(({ command, workdir }) => {
      const here = { ...site, workdir };
      return seenAt(
        [...commandNeeds(command, here), ...projectNeeds(input, command, here)],
        contextPath,
        lineAt(script.text, command.cookedRange.start),
      );
    }),
  ];
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
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
  const site: CommandSite = {
    ...base,
    instruction,
    workdir: endOf(input, stage).workdir,
    installed,
    functions: new Set(),
  };
  return input.use.commands.flatMap((text) => [
    ...scriptNeeds(text, site),
    ...parseShellText(text, () => instruction.range).commands.flatMap((command) =>
      projectNeeds(input, command, site),
    ),
  ]);
}
