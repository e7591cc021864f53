/** A JSON schema, as far as the schema below needs it. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'null';
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

const position: Schema = {
  type: 'object',
  properties: {
    line: { type: 'integer', minimum: 1 },
    column: { type: 'integer', minimum: 1 },
  },
  required: ['line', 'column'],
};
const string: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const finding: Schema = {
  type: 'object',
  properties: {
    transform: string,
    message: string,
    applicability: { enum: ['safe', 'unsafe', 'manual', null] },
    status: { enum: ['applied', 'available', 'skipped'] },
    reason: { anyOf: [string, { type: 'null' }] },
    range: {
      type: 'object',
      properties: { start: position, end: position },
      required: ['start', 'end'],
    },
    estimate: orNull({
      type: 'object',
      properties: { bytes: count, source: string, atLeast: { enum: [true, false] } },
      required: ['bytes', 'source', 'atLeast'],
    }),
  },
  required: ['transform', 'message', 'applicability', 'status', 'reason', 'range', 'estimate'],
};
const verification: Schema = {
  type: 'object',
  properties: {
    result: { enum: ['verified', 'built-not-exercised', 'nothing-held'] },
    how: string,
    bytes: {
      type: 'object',
      properties: { before: count, after: orNull(count) },
      required: ['before', 'after'],
    },
    builds: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          title: string,
          seconds: orNull({ type: 'number', minimum: 0 }),
          failure: orNull(string),
        },
        required: ['title', 'seconds', 'failure'],
      },
    },
    dropped: {
      type: 'array',
      items: { type: 'object', properties: { id: string, why: string }, required: ['id', 'why'] },
    },
  },
  required: ['result', 'how', 'bytes', 'builds', 'dropped'],
};
const total = orNull({
  type: 'object',
  properties: { bytes: count, atLeast: { enum: [true, false] }, unknown: count },
  required: ['bytes', 'atLeast', 'unknown'],
});
const file: Schema = {
  type: 'object',
  properties: {
    path: string,
    status: { enum: ['changed', 'unchanged', 'error'] },
    before: string,
    after: string,
    diff: string,
    findings: { type: 'array', items: finding },
    estimate: total,
    message: string,
    position,
    details: { type: 'array', items: string },
    verification,
  },
  required: ['path', 'status', 'before', 'after', 'diff', 'findings'],
};
const counts = ['files', 'changed', 'unchanged', 'errors', 'applied', 'available', 'skipped'];

/** The JSON report, version 1. No object has other properties than those named. */
export const REPORT_SCHEMA: Schema = {
  type: 'object',
  properties: {
    version: { enum: [1] },
    files: { type: 'array', items: file },
    summary: {
      type: 'object',
      properties: {
        ...Object.fromEntries(counts.map((name) => [name, count])),
        estimate: total,
      },
      required: [...counts, 'estimate'],
    },
  },
  required: ['version', 'files', 'summary'],
};

/** Where a value does not follow a schema; empty where it does. */
export function schemaErrors(value: unknown, schema: Schema, path = '$'): readonly string[] {
  const { type, minimum, properties, items, anyOf } = schema;
  if (anyOf !== undefined) {
    return anyOf.some((each) => schemaErrors(value, each, path).length === 0)
      ? []
      : [`${path} is none of the forms`];
  }
  if (schema.enum !== undefined) {
    return schema.enum.includes(value) ? [] : [`${path} is ${JSON.stringify(value)}`];
  }
  if (type !== undefined && !isOfType(value, type)) return [`${path} is no ${type}`];
  if (typeof value === 'number') {
    return minimum !== undefined && value < minimum ? [`${path} is under ${minimum}`] : [];
  }
  if (Array.isArray(value)) {
    return items === undefined
      ? []
      : value.flatMap((item, index) => schemaErrors(item, items, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  const entries = Object.entries(value);
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...entries.flatMap(([name, child]) => {
      const known = properties[name];
      return known === undefined
        ? [`${path}.${name} is not in the schema`]
        : schemaErrors(child, known, `${path}.${name}`);
    }),
  ];
}

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  if (value === null) return type === 'null';
  if (Array.isArray(value)) return type === 'array';
  return typeof value === type || (type === 'integer' && Number.isInteger(value));
}
