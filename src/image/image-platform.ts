import { ArchiveError } from './archive-error.js';
import type { SavedImage } from './image-manifest.js';

/** Node's names of architectures where those of images differ. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** What images for this machine are built for: Linux, whatever the machine runs, because an engine runs it. */
export function machinePlatform(): string {
  return `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
}

/**
 * The one image that is meant.
 *
 * @param platform `linux/arm64`; a variant only decides where it is given. Without it, an image of one platform is taken
 * whatever that is, and of several that of this machine.
 * @throws {ArchiveError} where there is no image, none for the platform, or more than one
 */
export function choosePlatform(
  images: readonly SavedImage[],
  platform: string | undefined,
): SavedImage {
  const [first, ...others] = images;
  if (first === undefined) {
    throw new ArchiveError(
      'holds no image: it has neither an index.json nor a manifest.json that names one',
      'name an archive made by "docker save", or a folder with an OCI layout',
    );
  }
  if (platform === undefined && others.length === 0) return first;
  const wanted = platform ?? machinePlatform();
  const fitting = images.filter(
    (image) => image.platform === wanted || image.platform.startsWith(`${wanted}/`),
  );
  const [chosen] = fitting;
  if (chosen === undefined) {
    const available = [...new Set(images.map((image) => image.platform))].sort().join(', ');
    throw new ArchiveError(
      `holds no image for ${wanted}, but for ${available}`,
      'name one of these with --platform',
    );
  }
  const different = new Set(fitting.map((image) => image.file.diffIds.join(' ')));
  if (different.size > 1 && fitting.every((image) => image.platform === chosen.platform)) {
    const names = fitting.map((image) => image.names[0] ?? 'one without a name').join(', ');
    throw new ArchiveError(`holds several images (${names})`, 'save the one that is meant alone');
  }
  return chosen;
}
