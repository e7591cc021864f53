import { knownValues } from '../../src/dockerfile/state.js';
import { placeOf } from '../../src/dockerfile/place.js';
import { instructionCommands, resolveCommand } from '../../src/dockerfile/commands.js';
import type { Instruction } from '../../src/dockerfile/model.js';
import { parseShellText, type ShellCommand } from '../../src/dockerfile/shell.js';
import { expandVariables, unquote } from '../../src/dockerfile/variables.js';
import type { FinalStage } from './final-stage.js';
import { installedByRun } from './installs.js';
import { type Obstacle } from './offer.js';
import type { PlacedProgram } from './programs/program.js';
import { pathsOf, startOf } from './start.js';

/** What a base offers that has no shell. */
export interface ShellLessBase {
  /** Whether what a package brings is there. */
  readonly hasPackage: (name: string) => boolean;
  /** Names of accounts that it knows. */
  readonly users: ReadonlySet<string>;
}

/**
 * Why a final stage that starts one of some programs can't do without a shell, and without other programs and packages; undefined
 * where it can.
 */
export function shellObstacle(
  final: FinalStage,
  programs: readonly PlacedProgram[],
  base: ShellLessBase,
): Obstacle | undefined {
  for (const instruction of final.stage.instructions) {
    const obstacle = obstacleOf(final, instruction, programs, base);
    if (obstacle !== undefined) return obstacle;
  }
  const started = programs.flatMap(({ needs }) => needs.programs);
  const missing = started.findIndex(
    (name) => name === undefined || !isPlaced(final, name, programs),
  );
  if (missing !== -1) {
    const name = started[missing];
    return {
      reason: 'runs-programs',
      why: `the program starts ${name === undefined ? 'others whose names are computed' : name}, which would not be there`,
    };
  }
  const file = programs.flatMap(({ needs }) => needs.systemFiles)[0];
  if (file !== undefined) {
    return {
      reason: 'reads-system-files',
      why: `the program reads ${file}, which may come from the base`,
    };
  }
  return commandObstacle(final, programs);
}

function obstacleOf(
  final: FinalStage,
  instruction: Instruction,
  programs: readonly PlacedProgram[],
  base: ShellLessBase,
): Obstacle | undefined {
  const state = final.states[instruction.index];
  if (state === undefined) return undefined;
  const text = expandVariables(
    unquote(instruction.arguments.text, final.dockerfile.escape),
    knownValues(state.environment),
  );
  switch (instruction.keyword) {
    case 'ONBUILD':
      return {
        reason: 'runs-commands',
        why: `${placeOf(instruction)} is for images that build on it`,
        instruction,
      };
    case 'RUN': {
      const packages = installedByRun(instruction, state);
      if (packages === undefined) {
        const name = instructionCommands(instruction, state)
          .commands.flatMap((command) => resolveCommand(command)?.name ?? [])
          .find((one) => !/^(?:apt(?:-get)?|apk|set)$/.test(one));
        return {
          reason: 'runs-commands',
          why: `${placeOf(instruction)} runs ${name ?? 'commands'} in it; let the builder do that, and copy what comes of it`,
          instruction,
        };
      }
      const lacking = packages.find((name) => !base.hasPackage(name));
      return lacking === undefined
        ? undefined
        : {
            reason: 'installs-packages',
            why: `${placeOf(instruction)} installs ${lacking}`,
            instruction,
          };
    }
    case 'CMD':
    case 'ENTRYPOINT':
      return instruction.execForm === undefined
        ? {
            reason: 'shell-form',
            why: `${placeOf(instruction)} is given to a shell; write it as a JSON array`,
            instruction,
          }
        : undefined;
    case 'HEALTHCHECK': {
      const program = instruction.execForm?.[0];
      const isFine =
        /^none\b/i.test(instruction.arguments.text) ||
        (program !== undefined && isPlaced(final, program, programs));
      return isFine
        ? undefined
        : {
            reason: 'health-check',
            why: `${placeOf(instruction)} needs a shell or a program that would not be there`,
            instruction,
          };
    }
    case 'USER':
      return userObstacle(text, instruction, base);
    case 'ADD':
    case 'COPY':
      if (/\/share\/ca-certificates(?:\/|$)/.test(instruction.words.at(-1)?.text ?? '')) {
        return {
          reason: 'own-certificates',
          why: `${placeOf(instruction)} brings certificates of its own, which only a shell adds to the others`,
          instruction,
        };
      }
      return userObstacle(
        instruction.flags.find(({ name }) => name === 'chown')?.value ?? '0',
        instruction,
        base,
      );
    default:
      return undefined;
  }
}

function userObstacle(
  text: string | undefined,
  instruction: Instruction,
  { users }: ShellLessBase,
): Obstacle | undefined {
  const unknown = (text ?? '$').split(':').find((name) => !/^\d+$/.test(name) && !users.has(name));
  return unknown === undefined
    ? undefined
    : {
        reason: 'user-by-name',
        why: `${placeOf(instruction)} names ${unknown === '$' ? 'a user by a variable' : unknown}, an account that it would not know; name it by its number`,
        instruction,
      };
}

/** Whether a word names one of the programs. */
export function isPlaced(
  final: FinalStage,
  word: string,
  programs: readonly PlacedProgram[],
): boolean {
  const paths = pathsOf(final, word);
  return programs.some(({ place }) => paths.includes(place));
}

/** What the repository runs in the image has to be there as well. */
function commandObstacle(
  final: FinalStage,
  programs: readonly PlacedProgram[],
): Obstacle | undefined {
  const start = startOf(final);
  const hasEntrypoint = final.stage.instructions.some(({ keyword }) => keyword === 'ENTRYPOINT');
  for (const line of final.input.use.commands) {
    const parsed = parseShellText(line, () => final.stage.from.range);
    const names = parsed.commands.map((command: ShellCommand) => command.name);
    const isKnown =
      parsed.error === undefined &&
      parsed.commands.length === 1 &&
      names.every((name) => name?.literal === true && isPlaced(final, name.value, programs));
    // With an ENTRYPOINT that is a program, a line may be its arguments; what it is can't be told.
    if (!isKnown) {
      return {
        reason: 'command-unknown',
        why: `the repository runs “${line}” in the image${hasEntrypoint && start.kind === 'program' ? ', and whether these are arguments of its program is not known' : ''}`,
      };
    }
  }
  return undefined;
}
