import { parse as parseToml } from 'smol-toml';
import { mapping } from './usage-data.js';

/** The table that a TOML text is; undefined where it is no TOML. */
export function readToml(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return mapping(parseToml(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

/** The mapping that a JSON text is; undefined where it is no JSON, or a list or a scalar. */
export function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? mapping(value)
      : undefined;
  } catch {
    return undefined;
  }
}
