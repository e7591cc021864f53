import type { Removal } from '../../transform/removal.js';
import { finalFiles } from '../final-files.js';
import type { PathChange } from '../image-comparison.js';
import type { FileEntry, ImageContents } from '../image-contents.js';
import { overlay } from '../overlay.js';
import { differingAspects } from '../path-changes.js';

/** The files of a base image; none where it is not known which layers are its own. */
export type BaseFiles = ReadonlyMap<string, FileEntry>;

/** What two images have of their bases. */
export interface Bases {
  /** A fix put one in place of the other. */
  readonly swapped: boolean;
  readonly original: BaseFiles;
  readonly rewritten: BaseFiles;
  /** The layer, from the base up, that a path of the original comes from. */
  readonly layerOf: (path: string) => number | undefined;
}

/** Reads the bases of two images from the layers that they have of them. */
export function readBases(facts: {
  readonly original: ImageContents;
  readonly rewritten: ImageContents;
  readonly removals: readonly Removal[];
  readonly baseLayers: {
    readonly original: number | undefined;
    readonly rewritten: number | undefined;
  };
}): Bases {
  const { original, rewritten, removals, baseLayers } = facts;
  const visible = overlay(original.layers);
  return {
    swapped: removals.some(({ kind }) => kind === 'base'),
    original: filesOf(original, baseLayers.original),
    rewritten: filesOf(rewritten, baseLayers.rewritten),
    layerOf: (path) => visible.get(path)?.layer,
  };
}

function filesOf(image: ImageContents, count: number | undefined): BaseFiles {
  const layers = image.layers.slice(0, count ?? 0);
  return finalFiles(layers, overlay(layers));
}

/**
 * How many layers an image has of its base.
 * @param base the layers of the base by their digests
 * @returns undefined where they are not the image's first ones
 */
export function countBaseLayers(
  { layers }: ImageContents,
  base: readonly string[],
): number | undefined {
  return base.every((diffId, index) => layers[index]?.diffId === diffId) ? base.length : undefined;
}

/** Whether a base has a path just as it is. */
export function hasEntry(base: BaseFiles, path: string, entry: FileEntry | undefined): boolean {
  const own = base.get(path);
  return own === undefined || entry === undefined
    ? own === entry
    : differingAspects(own, entry).length === 0;
}

/** Whether a change is that of the base alone: the Dockerfile changed the path neither before nor now. */
export function baseExplains(
  { swapped, original, rewritten }: Bases,
  { path, before, after }: PathChange,
): boolean {
  return (
    swapped &&
    original.has(path) &&
    hasEntry(original, path, before) &&
    hasEntry(rewritten, path, after)
  );
}
