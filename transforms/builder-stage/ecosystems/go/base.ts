import { lookUpTag } from '../../../../src/knowledge/image-tags.js';
import { refuse, type Refusal, type Site } from '../../site.js';
import { distributionBase, type FinalBase } from '../common/final-base.js';

/**
 * The base of the final stage: Debian slim of the same suite, or the same Alpine.
 * @param cgo the program is linked with the C library
 */
export function finalBaseOf(site: Site, cgo: boolean): FinalBase | Refusal {
  if (site.stage.base.kind !== 'image') {
    return refuse('suite-unknown', 'The stage is FROM no image.');
  }
  const alpine = /(?:^|-)alpine(\d+\.\d+)$/.exec(site.tag ?? '')?.[1];
  const prefix = site.written.slice(0, site.written.indexOf('golang'));
  return alpine !== undefined && lookUpTag('alpine', alpine) !== undefined
    ? { reference: `${prefix}alpine:${alpine}`, builderTag: undefined, suite: undefined }
    : distributionBase(site, cgo);
}
