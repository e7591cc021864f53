import { imageName } from '../../../src/dockerfile/image-reference.js';
import type { Stage } from '../../../src/dockerfile/model.js';
import { ancestry } from '../../../src/dockerfile/stages.js';
import { insertion, replacement, type TextEdit } from '../../../src/transform/text-edit.js';
import type { TransformInput } from '../../../src/transform/transform.js';
import { distributionBase } from '../ecosystems/common/final-base.js';
import { siteOf } from '../mechanism.js';
import { refuse, type BuildPlan, type Refusal } from '../site.js';

/** Edits that hold the builder to the release of the distribution on which its programs run, or why that can't be. */
export function heldBuilder(
  input: TransformInput,
  builder: Stage,
  { site }: BuildPlan,
): readonly TextEdit[] | Refusal {
  const root = ancestry(input.dockerfile, builder).at(-1) ?? builder;
  const { base } = root;
  if (base.kind !== 'image') return [];
  const own = siteOf(input, root, imageName(base.reference));
  if (own.suite === undefined && site.suite === undefined) {
    // Alpine: the release of both images is in their tags.
    return own.tag === site.tag
      ? []
      : refuse(
          'suite-unknown',
          `Whether ${own.written} and ${site.written} are the same system can't be told.`,
        );
  }
  if (own.suite !== site.suite) {
    return refuse(
      'suite-unknown',
      `The program is built on ${own.written}, which is not known to be the same release of Debian as ${site.written}, and it needs the same C library to run.`,
    );
  }
  if (own.image === 'debian' || own.image === 'ubuntu') return [];
  const held = distributionBase(own, true);
  if ('kind' in held) return held;
  const { builderTag } = held;
  if (builderTag === undefined) return [];
  const { end } = base.range;
  return [
    own.tag === undefined
      ? insertion(end, `:${builderTag}`)
      : replacement({ start: end - own.tag.length, end }, builderTag),
  ];
}
