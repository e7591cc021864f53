import { splitCommaFields } from './flag-values.js';
import type { Instruction } from './model.js';

/** A `--mount` of a RUN. */
export interface Mount {
  /** `bind` where none is given. */
  readonly type: string;
  /** A stage or an image; undefined for the build context. */
  readonly from: string | undefined;
  readonly source: string | undefined;
  readonly target: string | undefined;
}

/** The mounts of an instruction (frontend/dockerfile/instructions/commands_runmount.go). */
export function readMounts(instruction: Instruction): readonly Mount[] {
  return instruction.flags.flatMap(({ name, value }) =>
    name === 'mount' && value !== undefined ? [readMount(value)] : [],
  );
}

function readMount(value: string): Mount {
  const fields = new Map(
    (splitCommaFields(value) ?? []).map((field) => {
      const equals = field.indexOf('=');
      return equals === -1
        ? ([field.toLowerCase(), ''] as const)
        : ([field.slice(0, equals).toLowerCase(), field.slice(equals + 1)] as const);
    }),
  );
  return {
    type: fields.get('type')?.toLowerCase() ?? 'bind',
    from: fields.get('from'),
    source: fields.get('source') ?? fields.get('src'),
    target: fields.get('target') ?? fields.get('dst') ?? fields.get('destination'),
  };
}
