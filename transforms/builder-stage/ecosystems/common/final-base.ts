import { lookUpTag } from '../../../../src/knowledge/image-tags.js';
import { distributionOf, type Suite } from '../../../../src/knowledge/suites.js';
import { refuse, type Refusal, type Site } from '../../site.js';

/** The base of a final stage that has the C library of the builder's image. */
export interface FinalBase {
  readonly reference: string;
  /** Replaces the tag of the builder's base, where it has to be held to the suite. */
  readonly builderTag: string | undefined;
  /** Undefined where the base is no Debian and no Ubuntu. */
  readonly suite: Suite | undefined;
}

/**
 * The distribution's own image of the same suite, slim where it is Debian's.
 * @param links the program uses shared libraries, so that the builder must not move to another suite
 */
export function distributionBase(site: Site, links: boolean): FinalBase | Refusal {
  const { suite, image, tag, written } = site;
  const reference =
    suite === undefined
      ? undefined
      : distributionOf(suite) === 'ubuntu'
        ? published('ubuntu', suite)
        : published('debian', `${suite}-slim`);
  if (suite === undefined || reference === undefined) {
    return refuse(
      'suite-unknown',
      `Which release of the distribution ${written} is built on is not known, and the program needs the same C library to run; name it in the tag.`,
    );
  }
  const base = { reference: `${written.slice(0, written.indexOf(image))}${reference}`, suite };
  const moves = lookUpTag(image, tag)?.state === 'current' && tag?.includes(suite) !== true;
  if (!links || !moves) return { ...base, builderTag: undefined };
  const builderTag = tag === undefined || tag === 'latest' ? suite : `${tag}-${suite}`;
  return lookUpTag(image, builderTag) === undefined
    ? refuse(
        'suite-unknown',
        `${written} will move to another release of ${distributionOf(suite) === 'ubuntu' ? 'Ubuntu' : 'Debian'}, and there is no tag that holds it to ${suite}.`,
      )
    : { ...base, builderTag };
}

function published(image: string, tag: string): string | undefined {
  return lookUpTag(image, tag) === undefined ? undefined : `${image}:${tag}`;
}
