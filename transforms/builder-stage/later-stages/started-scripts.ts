import { contextFileAt, localCopies } from '../../../src/context/copied-files.js';
import { instructionCommands, resolveCommand } from '../../../src/dockerfile/commands.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { joinPath } from '../../../src/dockerfile/state.js';
import type { BuildPlan } from '../site.js';
import { originsOf } from './stage-copies.js';
import type { StageCopy } from '../../../src/context/stage-copies.js';

/**
 * A file of the context that a later stage runs at another path than the one to which a builder copied it, so that nothing else sees
 * what is in it; undefined where there is none.
 */
export function movedScript(
  { site }: BuildPlan,
  later: Stage,
  copies: readonly StageCopy[],
): string | undefined {
  const local = localCopies(site.stage, site.states);
  for (const instruction of later.instructions) {
    const state = site.states[instruction.index];
    if (state === undefined) continue;
    for (const command of instructionCommands(instruction, state).commands) {
      const resolved = resolveCommand(command);
      if (resolved === undefined) continue;
      // A shell is given a script; Node and the like are given programs, which ecosystems read.
      const words = /^(?:\.|ash|bash|dash|sh|source)$/.test(resolved.name ?? '')
        ? [resolved.word, ...resolved.arguments]
        : [resolved.word];
      for (const { value } of words) {
        const path = value.includes('/') ? joinPath(state.workdir, value) : undefined;
        if (path === undefined || contextFileAt(site.context, local, path) !== undefined) continue;
        const origin = originsOf(copies, path).find(
          (one) => contextFileAt(site.context, local, one) !== undefined,
        );
        if (origin !== undefined) return path;
      }
    }
  }
  return undefined;
}
