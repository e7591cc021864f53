/**
 * The function, made to compute its value once for each object and to keep it as long as the object lives. The parsed model never
 * changes, so that what is read from it alone can be kept.
 * @param compute a pure function of the object alone
 */
export function oncePer<Key extends object, Value>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  const kept = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known.value;
    const value = compute(key);
    kept.set(key, { value });
    return value;
  };
}
