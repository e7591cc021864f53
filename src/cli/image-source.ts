import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where an image is read from. */
export type ImageSource =
  /** An engine, by a name that it knows. */
  | { readonly kind: 'engine'; readonly reference: string }
  /** An archive, or a folder with an OCI layout. */
  | { readonly kind: 'file'; readonly path: string };

/** The words before a path with which other tools name saved images. */
const TRANSPORT = /^(?:oci|oci-archive|docker-archive):/;

/**
 * What a word of the command line means: a path where it says so, by its beginning (`oci:`, `oci-archive:`,
 * `docker-archive:`, `/`, `./`, `../`) or by being there; else the name of an image. A folder that is there counts where it
 * is an OCI layout, for a folder `node` says nothing of the image `node`.
 */
export function imageSource(word: string, workingDirectory: string): ImageSource {
  const path = resolve(workingDirectory, word.replace(TRANSPORT, ''));
  if (TRANSPORT.test(word) || /^\.{0,2}\//.test(word)) return { kind: 'file', path };
  const status = statSync(path, { throwIfNoEntry: false });
  const isImage = status?.isFile() === true || existsSync(join(path, 'oci-layout'));
  return isImage ? { kind: 'file', path } : { kind: 'engine', reference: word };
}
