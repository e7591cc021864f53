import { slimTwin } from '../../../../src/knowledge/image-tags.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { distributionBase, type FinalBase } from '../common/final-base.js';

/** The base of the final stage: what the author writes where it is slim already or Ubuntu, its slim twin, or Debian slim of the same suite. */
export function finalBaseOf(site: Site): FinalBase | Refusal {
  const { image, tag, written, suite } = site;
  if (image === 'ubuntu' || (image === 'debian' && tag?.includes('slim') === true)) {
    return { reference: written, builderTag: undefined, suite };
  }
  if (image !== 'debian') return distributionBase(site, true);
  if (tag === undefined || tag === 'latest') return distributionBase(site, true);
  const twin = suite === undefined ? undefined : slimTwin('debian', tag);
  return twin?.kind === 'twin'
    ? {
        reference: `${written.slice(0, written.length - tag.length)}${twin.tag}`,
        builderTag: undefined,
        suite,
      }
    : refuse(
        'suite-unknown',
        `Which slim image goes with ${written} is not known; name a release in its tag.`,
      );
}
