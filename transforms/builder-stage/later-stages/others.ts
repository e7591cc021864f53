import { stageCopies } from '../../../src/context/stage-copies.js';
import { placeOf } from '../../../src/dockerfile/place.js';
import { imageName } from '../../../src/dockerfile/image-reference.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { ancestry, descendants } from '../../../src/dockerfile/stages.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { isWithin } from '../folders.js';
import { refuse, type Refusal } from '../site.js';
import { stageTitle } from './joined.js';
import { mountedStages } from './stage-copies.js';

/** The image at the root of a stage, as `Site.image` has it. */
export function imageOf({ dockerfile }: TransformInput, stage: Stage): string | undefined {
  const root = ancestry(dockerfile, stage).at(-1);
  return root?.base.kind === 'image' ? imageName(root.base.reference) : undefined;
}

/** Who else may want what the toolchain's image has. */
export function usersOfBase(input: TransformInput, later: Stage): Refusal | undefined {
  const { dockerfile, use } = input;
  const onbuild = later.instructions.find(({ keyword }) => keyword === 'ONBUILD');
  if (onbuild !== undefined) {
    return refuse(
      'onbuild',
      `${placeOf(onbuild)} is for images that are built on this one, which may need the compiler.`,
      onbuild,
    );
  }
  if (later.name !== undefined && use.namedContexts.includes(later.name)) {
    return refuse(
      'used-elsewhere',
      `A build context named ${later.name} takes the place of this stage.`,
    );
  }
  const other = dockerfile.stages.find(
    (one) =>
      one !== later &&
      (descendants(dockerfile, later).includes(one) ||
        stageCopies(input, one).some(({ from }) => from === later) ||
        mountedStages(input, one).includes(later)),
  );
  return other === undefined
    ? undefined
    : refuse(
        'used-elsewhere',
        `The stage ${stageTitle(other)} is built on this one or takes files from it, and may need the compiler.`,
      );
}

/** Who else may want what would be removed. */
export function usersOfPackages(
  input: TransformInput,
  builder: Stage,
  later: Stage,
  modules: string,
): Refusal | undefined {
  const { dockerfile, shipping, use } = input;
  const title = stageTitle(builder);
  const keeps = `so that its devDependencies stay, and come to this stage; remove them in a stage of their own`;
  if (shipping.has(builder.index) || use.targets.includes(title)) {
    return refuse('used-elsewhere', `The stage ${title} is built as an image itself, ${keeps}.`);
  }
  for (const other of dockerfile.stages) {
    if (other === builder || other === later) continue;
    const builtOn = ancestry(dockerfile, other).includes(builder);
    const takes = stageCopies(input, other).some(
      ({ from, sources }) =>
        from === builder &&
        (sources === undefined ||
          sources.some(
            (source) =>
              isWithin(modules, source) || isWithin(source, modules) || /[*?[]/.test(source),
          )),
    );
    if (builtOn || takes || mountedStages(input, other).includes(builder)) {
      return refuse(
        'used-elsewhere',
        `The stage ${stageTitle(other)} uses the stage ${title} as well, ${keeps}.`,
      );
    }
  }
  return mountedStages(input, later).includes(builder)
    ? refuse('used-elsewhere', `A RUN of this stage uses the stage ${title} as well, ${keeps}.`)
    : undefined;
}
