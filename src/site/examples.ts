import type { InputFile } from './input.js';

/** A build context to start from. */
export interface Example {
  readonly name: string;
  readonly dockerfile: string;
  readonly files: readonly Extract<InputFile, { text: string }>[];
}

/**
 * Reads the examples that were put into the page when it was made.
 * @throws Error when they are none, which is a bug of the page
 */
export function readExamples(json: string): readonly Example[] {
  const value: unknown = JSON.parse(json);
  if (!Array.isArray(value) || !value.every(isExample)) throw new Error('the page has no examples');
  return value;
}

function isExample(value: unknown): value is Example {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'dockerfile' in value &&
    typeof value.dockerfile === 'string' &&
    'files' in value &&
    Array.isArray(value.files)
  );
}
