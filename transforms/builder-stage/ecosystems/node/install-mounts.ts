import { instructionCommands } from '../../../../src/dockerfile/commands.js';
import type { Instruction } from '../../../../src/dockerfile/model.js';
import { readMounts } from '../../../../src/dockerfile/mounts.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import type { Site } from '../../site.js';

/**
 * A RUN as a line of the builder, with the secrets and caches that the installs were given (hazard S20).
 * @param command what it runs
 */
export function withMounts(command: string, installs: readonly Instruction[], site: Site): string {
  const { text, escape, lineEnding } = site.dockerfile;
  const mounts = installs.flatMap((instruction) =>
    readMounts(instruction)
      .filter(({ type }) => /^(?:cache|secret|ssh)$/.test(type))
      .map(({ range }) => text.slice(range.start, range.end)),
  );
  const flags = [...new Set(mounts)];
  const separator = flags.length > 1 ? ` ${escape}${lineEnding}    ` : ' ';
  return `RUN ${[...flags, command].join(separator)}`;
}

/** Whether the packages are in a mount, so that none of them gets into the image. */
export function mountsPackages(instruction: Instruction, folder: string, site: Site): boolean {
  const workdir = site.states[instruction.index]?.workdir;
  return readMounts(instruction).some(
    ({ target }) =>
      target !== undefined && joinPath(workdir ?? '/', target) === `${folder}/node_modules`,
  );
}

/** Whether an install is given a secret by other commands than its own, or by an assignment: `NPM_TOKEN=$(cat …) yarn install`. */
export function preparesSecret(instruction: Instruction, site: Site): boolean {
  const state = site.states[instruction.index];
  if (state === undefined) return false;
  const { commands } = instructionCommands(instruction, state);
  return (
    readMounts(instruction).some(({ type }) => type === 'secret' || type === 'ssh') &&
    commands.some(
      ({ name, assignments }) =>
        name?.value === 'cat' || name?.value === 'export' || assignments.length > 0,
    )
  );
}
