import type {
  ImageSummary,
  LayerSummary,
  PackagePresence,
  PathChange,
  PathList,
} from '../../comparison/image-comparison.js';
import type { FileEntry } from '../../comparison/image-contents.js';
import { withoutEstimates } from '../estimate.js';
import { jsonFile } from '../json.js';
import type { ComparisonReport } from './comparison-report.js';

/**
 * The comparison as JSON, version 1, ended by a newline: all lists are complete, sizes are bytes, what is not there is null.
 * `schema/comparison.schema.json` describes the shape.
 */
export function formatJsonComparison({
  comparison,
  rewrite,
  engine,
  date,
}: ComparisonReport): string {
  const { before, after, layers, largest, packages, paths, configuration } = comparison;
  const report = {
    version: 1,
    date,
    engine: engine ?? null,
    before: jsonImage(before),
    after: jsonImage(after),
    change: {
      bytes: after.bytes - before.bytes,
      compressedBytes: after.compressedBytes - before.compressedBytes,
      wastedBytes: after.waste.bytes - before.waste.bytes,
    },
    layers: layers.map((row) => ({
      before: jsonLayer(row.before),
      after: jsonLayer(row.after),
      shared: row.shared,
    })),
    largest,
    packages: packages.map(({ manager, name, ...change }) => ({
      manager,
      name,
      before: jsonPackage(change.before),
      after: jsonPackage(change.after),
    })),
    paths: {
      lost: jsonPaths(paths.lost),
      gained: jsonPaths(paths.gained),
      changed: jsonPaths(paths.changed),
    },
    configuration: configuration.map(({ setting, name, ...change }) => ({
      setting,
      name,
      before: change.before ?? null,
      after: change.after ?? null,
    })),
    rewrite:
      rewrite === undefined
        ? null
        : {
            files: rewrite.files.map((file) => jsonFile(withoutEstimates(file))),
            secondsBefore: rewrite.secondsBefore,
            secondsAfter: rewrite.secondsAfter ?? null,
            cold: rewrite.cold,
          },
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function jsonImage(image: ImageSummary): object {
  const { name, platform, bytes, compressedBytes, fileBytes, files, waste } = image;
  return { name, platform, bytes, compressedBytes, fileBytes, files, waste };
}

function jsonLayer(layer: LayerSummary | undefined): object | null {
  if (layer === undefined) return null;
  const { index, diffId, bytes, compressedBytes, createdBy } = layer;
  return { index, diffId, bytes, compressedBytes, createdBy };
}

function jsonPackage(presence: PackagePresence | undefined): object | null {
  return presence === undefined ? null : { versions: presence.versions, bytes: presence.bytes };
}

function jsonPaths({ bytes, paths }: PathList): object {
  return { bytes, paths: paths.map(jsonPath) };
}

function jsonPath({ path, before, after, aspects }: PathChange): object {
  return { path, before: jsonEntry(before), after: jsonEntry(after), aspects };
}

function jsonEntry(entry: FileEntry | undefined): object | null {
  if (entry === undefined) return null;
  const { kind, bytes, mode, owner, group, target, digest, link, attributes } = entry;
  return {
    kind,
    bytes,
    mode: mode.toString(8).padStart(4, '0'),
    owner,
    group,
    target: target ?? null,
    digest: digest ?? null,
    link: link ?? null,
    attributes: attributes ?? null,
  };
}
