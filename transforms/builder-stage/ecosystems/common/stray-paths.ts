import { placeOf } from '../../../../src/dockerfile/place.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { buildSteps } from './build-steps.js';
import { isWithin } from '../../folders.js';
import { joinPath } from '../../../../src/dockerfile/state.js';
import { broughtByFinalStage } from './scripts.js';
import { refuse, type BuildPlan, type Refusal } from '../../site.js';

/**
 * Why a RUN of the final stage can't do there what it does in the one stage: it works on files of the program's folder that are
 * not there, or not yet. Undefined where none does.
 * @param paths what is copied from the builder
 */
export function strayPath(
  plan: BuildPlan,
  folder: string,
  paths: readonly string[],
): Refusal | undefined {
  const { site, roles } = plan;
  for (const instruction of site.stage.instructions) {
    const role = roles.get(instruction.index);
    if (instruction.keyword !== 'RUN' || (role !== 'both' && role !== 'final')) continue;
    for (const { command, words, folder: start } of buildSteps(site, [instruction])) {
      const places = [resolveCommand(command)?.word.value, ...words].flatMap((word) =>
        word === undefined || word.startsWith('-') || !word.includes('/')
          ? []
          : (joinPath(start, word) ?? []),
      );
      const stray = places.find(
        (path) =>
          isWithin(path, folder) &&
          (role === 'both' ||
            !(
              path === folder ||
              paths.some((one) => isWithin(path, one) || isWithin(one, path)) ||
              broughtByFinalStage(plan, path)
            )),
      );
      if (stray !== undefined) {
        return refuse(
          'run-unclassified',
          `${placeOf(instruction)} works on ${stray}, which the final stage would not have there; move it behind the build, or into it.`,
          instruction,
        );
      }
    }
  }
  return undefined;
}
