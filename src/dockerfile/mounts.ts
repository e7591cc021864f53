import { splitCommaFields } from './flag-values.js';
import type { Instruction } from './model.js';
import type { TextRange } from './text.js';

/** A `--mount` of a RUN. */
export interface Mount {
  /** `bind` where none is given. */
  readonly type: string;
  /** A stage or an image; undefined for the build context. */
  readonly from: string | undefined;
  readonly source: string | undefined;
  readonly target: string | undefined;
  /** Of a cache: what else has the same one; without it the target is its name. */
  readonly id: string | undefined;
  /** Of a cache: whether several RUNs may use it at the same time; `shared` where none is given. */
  readonly sharing: string;
  /** Source range of the whole flag. */
  readonly range: TextRange;
}

/** The mounts of an instruction (frontend/dockerfile/instructions/commands_runmount.go). */
export function readMounts(instruction: Instruction): readonly Mount[] {
  return instruction.flags.flatMap(({ name, value, range }) =>
    name === 'mount' && value !== undefined ? [readMount(value, range)] : [],
  );
}

function readMount(value: string, range: TextRange): Mount {
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
    id: fields.get('id'),
    sharing: fields.get('sharing')?.toLowerCase() ?? 'shared',
    range,
  };
}
