/** A text with something more in it, or why it can't be put in: what is wrong, and what to do. */
export type Extension = { readonly text: string } | { readonly message: string };

/** How the lines of a text end. */
export function lineEndingOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether two values of JSON are the same, the order of keys aside. */
export function isSameData(first: unknown, second: unknown): boolean {
  if (typeof first !== 'object' || first === null) return first === second;
  if (typeof second !== 'object' || second === null) return false;
  if (Array.isArray(first) !== Array.isArray(second)) return false;
  const entries = Object.entries(first);
  const others = new Map<string, unknown>(Object.entries(second));
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && isSameData(value, others.get(key)))
  );
}
