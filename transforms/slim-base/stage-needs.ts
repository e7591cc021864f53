import { placeOf } from '../../src/dockerfile/place.js';
import { scriptFollower, type CopiedScript } from '../../src/context/copied-scripts.js';
import { instructionCommands, resolveCommand, runScript } from '../../src/dockerfile/commands.js';
import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { ancestry, descendants } from '../../src/dockerfile/stages.js';
import { joinPath } from '../../src/dockerfile/state.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { commandNeeds, definedFunctions, scriptNeeds } from './command-needs.js';
import { installedBy } from './install-need.js';
import { instructionNeeds } from './instruction-needs.js';
import { libraryNeeds } from './library-needs.js';
import { seenAt, type Need } from './need.js';
import {
  downloadedProgramNeeds,
  downloadNeeds,
  ownProgramNeeds,
  unpackedProgramNeeds,
} from './program-needs.js';
import { projectScriptNeeds } from './project-scripts.js';
import { sourceNeeds } from './source-needs.js';
import { unknown, type Base, type CommandSite } from './site.js';

/** What all that is built on a stage needs of its base beyond the slim variant (hazards B5, B8 to B22). */
export function stageNeeds(input: TransformInput, stage: Stage, base: Base): readonly Need[] {
  return descendants(input.dockerfile, stage).flatMap((member) => memberNeeds(input, member, base));
}

function memberNeeds(input: TransformInput, stage: Stage, base: Base): readonly Need[] {
  const { dockerfile, states } = input;
  const needs: Need[] = [];
  const installed = new Set(inheritedPackages(dockerfile, stage));
  const runner = createRunner(input, stage, installed, base);
  const runsTests = runsProjectTests(input, stage);
  for (const instruction of stage.instructions) {
    const state = states[instruction.index];
    if (state === undefined) continue;
    const { commands, opaque } = instructionCommands(instruction, state);
    const site: CommandSite = {
      ...base,
      instruction,
      workdir: runner.workdirOf(instruction),
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
      needs.push(...runner.projectNeeds(command, here));
    }
    needs.push(
      ...runner.scriptNeeds(commands, instruction),
      ...instructionNeeds(input, instruction, site, (context, paths, copySite) => {
        const inContainer = { ...copySite, workdir: endOf(input, stage).workdir };
        return sourceNeeds(context, paths, inContainer, runsTests, (started) =>
          runner.allNeeds(started, inContainer),
        );
      }),
      ...unpackedProgramNeeds(stage, instruction, commands, site),
    );
  }
  needs.push(...outsideCommandNeeds(input, stage, installed, base, runner));
  return needs;
}

const TEST_RUNNERS =
  /^(?:pytest|py\.test|tox|nox|nose2?|nosetests|jest|vitest|mocha|ava|karma|cypress|rspec|phpunit|prove)$/;

function runsProjectTests({ states }: TransformInput, stage: Stage): boolean {
  return stage.instructions.some((instruction) => {
    const state = states[instruction.index];
    return (
      state !== undefined &&
      instructionCommands(instruction, state).commands.some((command) => {
        const resolved = resolveCommand(command);
        return (
          TEST_RUNNERS.test(resolved?.name ?? '') ||
          resolved?.arguments.some(({ value }) =>
            /^(?:test|unittest|pytest)(?::\w+)?$/.test(value),
          ) === true
        );
      })
    );
  });
}

/** What commands come to that run installs, scripts of package.json, or scripts that are copied in. */
interface Runner {
  workdirOf(instruction: Instruction): string | undefined;
  /** What a command needs beside its own program: the packages that it installs, the scripts of package.json that it runs. */
  projectNeeds(command: ShellCommand, site: CommandSite): readonly Need[];
  /** What the copied scripts need that these commands run. */
  scriptNeeds(commands: readonly ShellCommand[], instruction: Instruction): readonly Need[];
  /** All that commands need which something else than an instruction runs. */
  allNeeds(commands: readonly ShellCommand[], site: CommandSite): readonly Need[];
}

/** Scripts of package.json run installs, which run scripts again: no real project is deeper. */
const DEPTH = 4;

function createRunner(
  input: TransformInput,
  stage: Stage,
  installed: ReadonlySet<string>,
  base: Base,
): Runner {
  const follow =
    input.context === undefined ? undefined : scriptFollower(stage, input.states, input.context);

  const workdirOf = (instruction: Instruction): string | undefined =>
    // CMD, ENTRYPOINT and HEALTHCHECK run where the last WORKDIR says.
    instruction.keyword === 'RUN'
      ? input.states[instruction.index]?.workdir
      : endOf(input, stage).workdir;

  const projectNeeds = (command: ShellCommand, site: CommandSite, depth = 0): readonly Need[] => {
    if (depth > DEPTH) return [];
    return [
      ...projectScriptNeeds(input, command, site, (inner) => [
        ...commandNeeds(inner, site),
        ...projectNeeds(inner, site, depth + 1),
        ...scriptNeedsOf([inner], site.instruction, depth + 1),
      ]),
      ...libraryNeeds(input, command, site, 'here'),
    ];
  };

  const scriptNeedsOf = (
    commands: readonly ShellCommand[],
    instruction: Instruction,
    depth = 0,
  ): readonly Need[] =>
    depth > DEPTH
      ? []
      : (follow?.(commands, instruction) ?? []).flatMap((script) =>
          copiedScriptNeeds(
            script,
            {
              ...base,
              instruction,
              workdir: workdirOf(instruction),
              installed,
              functions: new Set(definedFunctions(script.text)),
            },
            (command, site) => projectNeeds(command, site, depth + 1),
          ),
        );

  return {
    workdirOf,
    projectNeeds,
    scriptNeeds: scriptNeedsOf,
    allNeeds: (commands, site) => [
      ...commands.flatMap((command) => [
        ...commandNeeds(command, site),
        ...projectNeeds(command, site),
      ]),
      ...scriptNeedsOf(commands, site.instruction),
    ],
  };
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

/** Packages that the stages below this one install by name. */
function inheritedPackages(dockerfile: Dockerfile, stage: Stage): readonly string[] {
  return ancestry(dockerfile, stage)
    .slice(1)
    .flatMap(({ instructions }) => instructions)
    .flatMap((instruction) => runScript(instruction)?.commands ?? [])
    .flatMap((command) => installedBy(command));
}

function copiedScriptNeeds(
  script: CopiedScript,
  site: CommandSite,
  projectNeeds: (command: ShellCommand, site: CommandSite) => readonly Need[],
): readonly Need[] {
  const { contextPath, interpreter, shebang, opaque } = script;
  const unread =
    opaque === undefined || !/^(?:ba|da|a|k|z)?sh$/.test(interpreter)
      ? []
      : [unknown(contextPath, 'script-unreadable', opaque, site)];
  return [
    ...seenAt(
      [...(shebang === undefined ? [] : scriptNeeds(interpreter, site)), ...unread],
      contextPath,
      1,
    ),
    ...placed(script.commands, site.workdir).flatMap(({ command, workdir }) => {
      const here = { ...site, workdir };
      return seenAt(
        [...commandNeeds(command, here), ...projectNeeds(command, here)],
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
  runner: Runner,
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
  return input.use.commands.flatMap((text) => {
    const { commands } = parseShellText(text, () => instruction.range);
    return [
      ...scriptNeeds(text, site),
      ...commands.flatMap((command) => runner.projectNeeds(command, site)),
      ...runner.scriptNeeds(commands, instruction),
    ];
  });
}
