import { slimTwin } from '../../../../src/knowledge/image-tags.js';
import { configuredAlike } from '../../packages.js';
import type { Site } from '../../site.js';

/** The tag of the slim twin of the base; undefined where none is known that is configured alike. */
export function slimTag({ stage, image, tag }: Site): string | undefined {
  if (
    stage.base.kind !== 'image' ||
    stage.base.hasVariables ||
    stage.base.reference.digest !== undefined
  ) {
    return undefined;
  }
  const twin = slimTwin(image, tag);
  return twin.kind === 'twin' && configuredAlike(image, tag, twin.tag) ? twin.tag : undefined;
}

/** The reference of the final base, as the author writes it; the base itself where no slim twin is given. */
export function finalBase({ written, tag }: Site, slim: string | undefined): string {
  if (slim === undefined) return written;
  return `${written.slice(0, written.length - (tag === undefined ? 0 : tag.length + 1))}:${slim}`;
}
