import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { installedBy } from './installed.js';
import { lockedRequirements } from './locks.js';
import { needOf } from './natives.js';
import { commandInEnvironment, startedCommands } from './run-time.js';
import type { ShippedEnvironment } from './shipped-environment.js';

/** Why an installer that the image runs would not find there what it finds today; undefined where it does. */
export function runTimeRefusal(
  site: Site,
  builds: readonly Instruction[],
  { first }: ShippedEnvironment,
): Refusal | undefined {
  for (const { command, instruction } of startedCommands(site)) {
    const resolved = resolveCommand(command);
    const name = resolved?.name ?? '';
    if (!/^(?:uvx?|poetry|pipenv|pdm|conda)$/.test(name)) continue;
    // Without an environment of the file's own, uv and Pipenv make one when the image starts.
    const follows = name === 'poetry' || (first === undefined && /^(?:uv|pipenv)$/.test(name));
    if (!follows || commandInEnvironment(command) === undefined) {
      return refuse(
        'other-installer',
        `${placeOf(instruction)} runs ${name}, and what that installs or needs when the image starts can't be told.`,
        instruction,
      );
    }
    if (name === 'uv' && !keepsEnvironment(command, instruction, site)) {
      const refusal = compiledWhenStarted(command, instruction, site, builds);
      if (refusal !== undefined) return refusal;
    }
  }
  return undefined;
}

type Command = Parameters<typeof resolveCommand>[0];

/** `uv run` installs what the environment lacks, unless it is told not to. */
function keepsEnvironment(command: Command, instruction: Instruction, site: Site): boolean {
  const words = resolveCommand(command)?.arguments.map(({ value }) => value) ?? [];
  return (
    words.includes('--no-sync') ||
    /^(?:1|true|yes|on)$/i.test(site.states[instruction.index]?.environment.get('UV_NO_SYNC') ?? '')
  );
}

function compiledWhenStarted(
  command: Command,
  instruction: Instruction,
  site: Site,
  builds: readonly Instruction[],
): Refusal | undefined {
  const wanted = lockedRequirements(command, instruction, site);
  if (wanted === undefined || 'kind' in wanted) return wanted;
  const installed = installedBy(site, builds);
  if ('kind' in installed) return installed;
  const names = new Set(installed.requirements.map(({ name }) => name));
  const compiled = wanted.find(
    (one) => !names.has(one.name) && !['pure', 'prebuilt'].includes(needOf(site, one).kind),
  );
  return compiled === undefined
    ? undefined
    : refuse(
        'runs-compiler',
        `${placeOf(instruction)} runs uv, which then installs ${compiled.name ?? 'a package'} and may compile it; “uv run --no-sync” keeps it from that.`,
        instruction,
      );
}
