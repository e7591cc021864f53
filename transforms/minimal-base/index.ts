import type { Finding } from '../../src/transform/finding.js';
import type { Transform } from '../../src/transform/transform.js';
import { lastStageOf, type FinalStage } from './final-stage.js';
import type { Offer } from './offer.js';
import { distroless } from './offers/distroless.js';
import { jlink } from './offers/jlink.js';
import { scratch } from './offers/scratch.js';
import { staticServer } from './offers/static-server.js';
import { REASONS } from './reasons.js';

/** The first that fits is taken. */
const OFFERS: readonly Offer[] = [scratch, distroless, jlink, staticServer];
/** What a file of one stage is offered: the others go on from a builder. */
const OFFERS_FOR_ONE_STAGE: readonly Offer[] = [staticServer];

function bestOffer(final: FinalStage): readonly Finding[] {
  const offers = final.dockerfile.stages.length < 2 ? OFFERS_FOR_ONE_STAGE : OFFERS;
  const findings = offers.flatMap(({ plan }) => plan(final) ?? []);
  const best = findings.find(({ kind }) => kind === 'fix') ?? findings[0];
  return best === undefined ? [] : [best];
}

/** Puts the final stage of a file on a base that holds what its program needs, and nothing else. */
const minimalBase: Transform = {
  id: 'minimal-base',
  summary: 'Offers a base that holds what the program needs and nothing else',
  description:
    'Looks at the last stage of a file of several stages, and offers it a base that holds what its program needs and nothing else: ' +
    'scratch for a static program that asks nothing of the image, an image of distroless for one that needs certificates, time zones, ' +
    'users or the C library, a runtime of jlink where Java runs; and in any file nginx for what a build leaves and a server of Node serves. ' +
    'Always unsafe: such an image lacks a shell, parts of Java, or answers in its own way, and who minds can not be seen from here.',
  applicabilities: ['unsafe'],
  reasons: REASONS,
  run(input) {
    const final = lastStageOf(input);
    return final === undefined ? [] : bestOffer(final);
  },
};

export default minimalBase;
