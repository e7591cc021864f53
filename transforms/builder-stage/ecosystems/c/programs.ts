import { placeOf } from '../../../../src/dockerfile/place.js';
import type { CProject } from '../../../../src/context/c-project.js';
import { resolveCommand } from '../../../../src/dockerfile/commands.js';
import { parseShellText } from '../../../../src/dockerfile/shell.js';
import { type BuildPlan, type Refusal, type Split } from '../../site.js';
import { runsCompiler } from '../common/compilers.js';
import { COMPILES } from './commands.js';

/** The programs that the sources start. */
export function programsOf(project: CProject): Split['programs'] {
  return project.programsRun.flatMap((line) => {
    if (line === undefined) return [];
    return parseShellText(line, () => ({ start: 0, end: 0 })).commands.flatMap((command) => {
      const name = resolveCommand(command)?.name;
      return name === undefined ? [] : [{ name, place: 'the program' }];
    });
  });
}

/** Why the image that runs needs the tools of the build; undefined where it does not. */
export function runsTools(plan: BuildPlan): Refusal | undefined {
  return runsCompiler(
    plan,
    COMPILES,
    (one, tool) =>
      `${placeOf(one)} runs ${tool} itself, so that the image needs the tools of the build; build the program in a RUN, and run that.`,
  );
}
