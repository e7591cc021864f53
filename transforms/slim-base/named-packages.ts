import { runScript } from '../../src/dockerfile/commands.js';
import type { Stage } from '../../src/dockerfile/model.js';
import type { TransformInput } from '../../src/transform/transform.js';
import { installedBy, installNeed } from './install-need.js';
import type { Need } from './need.js';
import type { Base } from './site.js';

/** What needs the packages that a person names. */
export const NAMED_BY = 'the configuration';

/** What a person says that the image needs and that can't be seen from here. All that is built on the stage gets it. */
export function namedPackageNeeds(
  { states, options: { packages } }: TransformInput,
  stage: Stage,
  base: Base,
): readonly Need[] {
  const instruction = stage.instructions.at(-1) ?? stage.from;
  const commands = stage.instructions.flatMap((one) => runScript(one)?.commands ?? []);
  const site = {
    ...base,
    instruction,
    workdir: states[instruction.index]?.workdir,
    installed: new Set(commands.flatMap((command) => installedBy(command))),
    functions: new Set<string>(),
  };
  return packages.flatMap((name) => installNeed(NAMED_BY, [name], site));
}
