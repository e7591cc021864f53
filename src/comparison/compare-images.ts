import { configurationChanges } from './configuration-changes.js';
import type { ImageComparison, ImageSummary } from './image-comparison.js';
import type { ImageContents } from './image-contents.js';
import { largestPaths } from './largest-paths.js';
import { layerRows } from './layer-rows.js';
import { packageChanges } from './package-changes.js';
import { readPackages } from './packages/packages.js';
import { pathChanges } from './path-changes.js';
import { wastedBytes } from './waste.js';

/** Compares two images. */
export function compareImages(before: ImageContents, after: ImageContents): ImageComparison {
  return {
    before: summaryOf(before),
    after: summaryOf(after),
    layers: layerRows(before.layers, after.layers),
    largest: largestPaths(before, after),
    packages: packageChanges(readPackages(before).packages, readPackages(after).packages),
    paths: pathChanges(before, after),
    configuration: configurationChanges(before.configuration, after.configuration),
  };
}

function summaryOf(image: ImageContents): ImageSummary {
  const { name, platform, bytes, compressedBytes } = image;
  const files = [...image.files.values()].filter(({ kind }) => kind === 'file');
  return {
    name,
    platform,
    bytes,
    compressedBytes,
    fileBytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files: files.length,
    waste: wastedBytes(image.layers),
  };
}
