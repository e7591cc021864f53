import type { BuildContext } from '../../src/context/build-context.js';
import { visibleContext } from '../../src/context/visible-context.js';
import { officialImage, type ImageReference } from '../../src/dockerfile/image-reference.js';
import type { Dockerfile, Stage } from '../../src/dockerfile/model.js';
import type { InstructionState } from '../../src/dockerfile/state.js';
import { lookUpTag } from '../../src/knowledge/image-tags.js';
import type { Suite } from '../../src/knowledge/suites.js';
import type { TransformInput } from '../../src/transform/transform.js';

/** The stage that ships last, of a file of several stages, with what every offer asks of it. */
export interface FinalStage {
  readonly input: TransformInput;
  readonly dockerfile: Dockerfile;
  readonly states: readonly InstructionState[];
  readonly stage: Stage;
  /** What FROM names, as written. */
  readonly written: string;
  readonly reference: ImageReference;
  /** The official image (`debian`, `eclipse-temurin`), without its registry; undefined for all others. */
  readonly image: string | undefined;
  /** The suite of Debian or Ubuntu that it is built on; undefined for others, and where it is not known. */
  readonly suite: Suite | undefined;
  /** As a build sees it; undefined where no build context is known. */
  readonly context: BuildContext | undefined;
}

/**
 * The last stage of a file; undefined where it is not known what it is FROM: another stage,
 * variables, a digest, a stage that a further build context replaces.
 */
export function lastStageOf(input: TransformInput): FinalStage | undefined {
  const { dockerfile, states, use } = input;
  const stage = dockerfile.stages.at(-1);
  if (stage?.base.kind !== 'image') return undefined;
  const { reference, range, hasVariables } = stage.base;
  const isReplaced = dockerfile.stages.some(
    ({ name }) => name !== undefined && use.namedContexts.includes(name),
  );
  if (hasVariables || reference.digest !== undefined || isReplaced) return undefined;
  const image = officialImage(reference);
  return {
    input,
    dockerfile,
    states,
    stage,
    written: dockerfile.text.slice(range.start, range.end),
    reference,
    image,
    suite: image === undefined ? undefined : lookUpTag(image, reference.tag)?.suite,
    context: input.context && visibleContext(input.context, input.dockerignore),
  };
}
