import { lookUpTag } from '../../../../src/knowledge/image-tags.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { distributionBase, type FinalBase } from '../common/final-base.js';

/**
 * The base of the final stage: Debian slim of the same suite, or the same Alpine.
 * @param links the program may be linked with the C library
 */
export function finalBaseOf(site: Site, links: boolean): FinalBase | Refusal {
  if (site.stage.base.kind !== 'image') {
    return refuse('suite-unknown', 'The stage is FROM no image.');
  }
  return alpineBase(site, links) ?? distributionBase(site, links);
}

/** The Alpine that the tag names, or on which it was last built; undefined where it is none, or not known. */
function alpineBase(site: Site, links: boolean): FinalBase | undefined {
  const { base } = site.stage;
  const { image, tag, written } = site;
  if (base.kind !== 'image' || tag === undefined) return undefined;
  const reference = (release: string): string =>
    `${written.slice(0, written.indexOf(image))}alpine:${release}`;
  const named = /(?:^|-)alpine(\d+\.\d+)$/.exec(tag)?.[1];
  if (named !== undefined && lookUpTag('alpine', named) !== undefined) {
    return { reference: reference(named), builderTag: undefined, suite: undefined };
  }
  if (base.hasVariables || base.reference.digest !== undefined) return undefined;
  const published = lookUpTag(image, tag);
  const release = /\/alpine(\d+\.\d+)$/.exec(published?.directory ?? '')?.[1];
  if (release === undefined || lookUpTag('alpine', release) === undefined) return undefined;
  const found = { reference: reference(release), suite: undefined };
  if (!links || published?.state !== 'current') return { ...found, builderTag: undefined };
  const builderTag = `${tag}${release}`;
  return lookUpTag(image, builderTag) === undefined ? undefined : { ...found, builderTag };
}
