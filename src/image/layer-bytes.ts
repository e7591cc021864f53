import type { ReadLayer } from './layer.js';

/**
 * The bytes of each layer. Docker counts the content of files, and in layers that it pulled or loaded (which lie below
 * those that it built) the texts of symbolic links as well. An archive does not tell which are which, so that the engine's
 * figure of the whole image decides; without one, or where it fits no such division, files alone are counted.
 */
export function countAsEngine(
  layers: readonly ReadLayer[],
  engineBytes: number | undefined,
): readonly number[] {
  const files = layers.map(fileBytes);
  const links = layers.map(linkBytes);
  let sum = files.reduce((total, bytes) => total + bytes, 0);
  for (let loaded = 0; loaded <= layers.length; loaded++) {
    if (sum === engineBytes) {
      return files.map((bytes, index) => bytes + (index < loaded ? (links[index] ?? 0) : 0));
    }
    sum += links[loaded] ?? 0;
  }
  return files;
}

function fileBytes({ entries }: ReadLayer): number {
  let bytes = 0;
  for (const entry of entries.values()) bytes += entry.bytes;
  return bytes;
}

function linkBytes({ entries }: ReadLayer): number {
  let bytes = 0;
  for (const { target, link } of entries.values()) {
    if (target !== undefined && link === undefined) bytes += Buffer.byteLength(target);
  }
  return bytes;
}
