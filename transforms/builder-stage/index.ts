import { visibleContext } from '../../src/context/visible-context.js';
import type { Finding } from '../../src/transform/finding.js';
import type { Transform, TransformInput } from '../../src/transform/transform.js';
import { improveLaterStages } from './later-stages/index.js';
import { split } from './mechanism.js';
import { REASONS } from './reasons.js';

/** Splits a single-stage file into a builder stage and a slim final stage, and improves later stages. */
const builderStage: Transform = {
  id: 'builder-stage',
  summary: 'Splits a single-stage file into a builder stage and a slim final stage',
  description:
    'Node, Python, Ruby, PHP, Go, Rust, Java, .NET, C and C++ programs that are built in the image that ships carry compilers, sources and development ' +
    'packages along. ' +
    'This moves the build into a stage of its own and copies what the program needs to run into a slim image of the same ' +
    'suite. The lines that configure the image (ENV, WORKDIR, USER, EXPOSE, VOLUME, LABEL, HEALTHCHECK, STOPSIGNAL, ' +
    'ENTRYPOINT, CMD) are kept for the final stage, which keeps the name of the stage. Where a file has builders already, its later ' +
    'stages get the base that a split would give them, and leave behind what only development needs. It acts only where the build context is known ' +
    'and it can be told of every line which stage needs it.',
  applicabilities: ['safe', 'unsafe'],
  reasons: REASONS,
  run,
};

function run(input: TransformInput): readonly Finding[] {
  const seen =
    input.context === undefined
      ? input
      : { ...input, context: visibleContext(input.context, input.dockerignore) };
  return [...split(seen), ...improveLaterStages(seen)];
}

export default builderStage;
