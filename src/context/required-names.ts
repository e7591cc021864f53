import type { LockedDependency } from './dependency.js';

/**
 * The names that packages lead to, themselves included, by what the lock file says that each requires. Names are followed, not
 * versions, so that the answer is never too small. Undefined where the lock file does not say what requires what.
 */
export function requiredNames(
  packages: readonly LockedDependency[],
  roots: Iterable<string>,
): ReadonlySet<string> | undefined {
  const required = new Map<string, readonly string[]>();
  for (const { name, requires } of packages) {
    if (requires === undefined) return undefined;
    required.set(name, [...(required.get(name) ?? []), ...requires]);
  }
  const reached = new Set<string>();
  const pending = [...roots];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    pending.push(...(required.get(name) ?? []));
  }
  return reached;
}
