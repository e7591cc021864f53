/** A JSON object; empty where the value is none. */
export function members(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/** A JSON array; empty where the value is none. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A JSON string; undefined where the value is none. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A JSON number; undefined where the value is none. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The strings of a JSON array; undefined where the value is no array. */
export function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? items(value).flatMap((item) => text(item) ?? []) : undefined;
}

/** The string members of a JSON object. */
export function textMembers(value: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(members(value)).flatMap(([name, member]) => {
      const found = text(member);
      return found === undefined ? [] : [[name, found]];
    }),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
