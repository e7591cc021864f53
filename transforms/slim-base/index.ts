import { visibleContext } from '../../src/context/visible-context.js';
import type { Stage } from '../../src/dockerfile/model.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { evidenceOf } from './evidence.js';
import { judgeStage } from './judge.js';
import { REASONS } from './reasons.js';

function shippingStages({ dockerfile, shipping }: TransformInput): readonly Stage[] {
  return dockerfile.stages.filter(({ index }) => shipping.has(index));
}

/** What a build does not see, nothing in the image can use. */
function withVisibleContext(input: TransformInput): TransformInput {
  return input.context === undefined
    ? input
    : { ...input, context: visibleContext(input.context, input.dockerignore) };
}

/** Swaps the base of a shipping stage for its slim twin. */
const slimBase: Transform = {
  id: 'slim-base',
  summary: 'Swaps the base image for its slim twin',
  description:
    'Swaps the base of a stage that ships for the slim variant of the same release on the same suite, by the tags that were ' +
    'published. It is safe when nothing that runs in the stage, or in a stage built on it, needs what only the full image has, or ' +
    'when the missing run-time packages are installed by name. A compiler is never added. Where only Java runs, the JRE is proposed in ' +
    'place of the JDK, and eclipse-temurin in place of openjdk, which is dead.',
  applicabilities: ['safe', 'unsafe', 'manual'],
  reasons: REASONS,
  run(given) {
    const input = withVisibleContext(given);
    return shippingStages(input).flatMap((stage) => judgeStage(input, stage).findings);
  },
  evidence(given) {
    const input = withVisibleContext(given);
    return shippingStages(input).flatMap((stage) =>
      evidenceOf(input, stage, judgeStage(input, stage)),
    );
  },
};

export default slimBase;
