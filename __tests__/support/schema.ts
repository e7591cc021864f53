import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** The schemas that the package publishes. */
const NAMES = ['report', 'jsonl', 'comparison'] as const;

/** A schema, or one of the definitions in it. */
export type SchemaName =
  (typeof NAMES)[number] | 'jsonl.schema.json#/$defs/job' | 'jsonl.schema.json#/$defs/result';

/** The text of a published schema as a value. */
export function readSchema(name: (typeof NAMES)[number]): unknown {
  const file = new URL(`../../schema/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * A schema that allows no other properties than those it names. The published ones allow more, so that a reader of this version
 * is content with what later ones add; what we write today has to be described.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, value]) => [name, closed(value)]);
  const isObject = 'type' in schema && schema.type === 'object' && 'properties' in schema;
  return { ...Object.fromEntries(entries), ...(isObject ? { additionalProperties: false } : {}) };
}

function compile(make: (schema: unknown) => unknown): (name: SchemaName) => ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  for (const name of NAMES) {
    const schema = make(readSchema(name));
    if (typeof schema !== 'object' || schema === null) throw new Error(`${name} is no schema`);
    ajv.addSchema(schema);
  }
  return (name) => {
    const id = name.includes('#') ? name : `${name}.schema.json`;
    const validate = ajv.getSchema(`https://github.com/dockopt/dockopt/schema/${id}`);
    if (validate === undefined) throw new Error(`there is no schema ${name}`);
    return validate;
  };
}

const strict = compile(closed);
const published = compile((schema) => schema);

/** Where a value does not follow a schema, other properties than those it names included; empty where it does. */
export function schemaErrors(value: unknown, name: SchemaName): readonly string[] {
  return errorsOf(value, strict(name));
}

/** Where a value does not follow a schema as it is published; empty where it does. */
export function publishedSchemaErrors(value: unknown, name: SchemaName): readonly string[] {
  return errorsOf(value, published(name));
}

function errorsOf(value: unknown, validate: ValidateFunction): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}
