import { REPORT_SCHEMA, type Schema } from '../../cli/schema.js';

const string: Schema = { type: 'string' };
const size: Schema = { type: 'integer', minimum: 0 };
const integer: Schema = { type: 'integer' };
const digest: Schema = { type: 'string' };

function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties) };
}

function array(items: Schema): Schema {
  return { type: 'array', items };
}

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}

const waste = object({
  bytes: size,
  paths: array(
    object({
      path: string,
      bytes: size,
      versions: array(
        object({
          bytes: size,
          storedBy: size,
          hiddenBy: size,
          how: { enum: ['overwritten', 'deleted'] },
        }),
      ),
    }),
  ),
  layers: array(object({ layer: size, bytes: size })),
});

const image = object({
  name: string,
  platform: string,
  bytes: size,
  compressedBytes: size,
  fileBytes: size,
  files: size,
  waste,
});

const layer = object({
  index: size,
  diffId: digest,
  bytes: size,
  compressedBytes: size,
  createdBy: string,
});

const entry = object({
  kind: { enum: ['file', 'directory', 'symlink', 'other'] },
  bytes: size,
  mode: string,
  owner: size,
  group: size,
  target: orNull(string),
  digest: orNull(digest),
  link: orNull(string),
  attributes: orNull(string),
});

const paths = object({
  bytes: size,
  paths: array(
    object({
      path: string,
      before: orNull(entry),
      after: orNull(entry),
      aspects: array({
        enum: ['kind', 'mode', 'owner', 'group', 'target', 'content', 'attributes'],
      }),
    }),
  ),
});

const packages = object({ versions: array(string), bytes: size });

const files = REPORT_SCHEMA.properties?.['files'];
if (files === undefined) throw new Error('the schema of fix has no files');

/** The JSON report of a comparison, version 1. No object has other properties than those named. */
export const COMPARISON_SCHEMA = object({
  version: { enum: [1] },
  date: string,
  engine: orNull(string),
  before: image,
  after: image,
  change: object({ bytes: integer, compressedBytes: integer, wastedBytes: integer }),
  layers: array(
    object({ before: orNull(layer), after: orNull(layer), shared: { enum: [true, false] } }),
  ),
  largest: array(
    object({
      path: string,
      folder: { enum: [true, false] },
      before: size,
      after: size,
      files: size,
    }),
  ),
  packages: array(
    object({
      manager: { enum: ['dpkg', 'apk', 'pip', 'npm'] },
      name: string,
      before: orNull(packages),
      after: orNull(packages),
    }),
  ),
  paths: object({ lost: paths, gained: paths, changed: paths }),
  configuration: array(
    object({
      setting: string,
      name: string,
      before: orNull(string),
      after: orNull(string),
    }),
  ),
  rewrite: orNull(
    object({
      files,
      secondsBefore: { type: 'number', minimum: 0 },
      secondsAfter: orNull({ type: 'number', minimum: 0 }),
      cold: { enum: [true, false] },
    }),
  ),
});
