import type { BuildContext } from './build-context.js';
import { createMatcher, parseDockerignore } from './dockerignore.js';

/**
 * The build context as a build sees it: without what its `.dockerignore` leaves out. A pattern that is malformed, for which the
 * builder would refuse the whole file, is passed over.
 */
export function visibleContext(context: BuildContext, dockerignore: string): BuildContext {
  const { patterns } = parseDockerignore(dockerignore);
  if (patterns.length === 0) return context;
  const matcher = createMatcher(patterns);
  const isHidden = (path: string): boolean => path !== '' && matcher.leavesOut(path);
  return {
    dockerfilePath: context.dockerfilePath,
    sharedDockerfiles: context.sharedDockerfiles,
    read: (path) => (isHidden(path) ? undefined : context.read(path)),
    // A folder that is left out is still there where a pattern brings back something in it.
    entry: (path) => {
      const entry = context.entry(path);
      if (entry === undefined || !isHidden(path)) return entry;
      return entry.kind === 'directory' && hasVisible(path) ? entry : undefined;
    },
    list: (path) =>
      context.list(path).filter(({ name, kind }) => {
        const inner = path === '' ? name : `${path}/${name}`;
        return !isHidden(inner) || (kind === 'directory' && hasVisible(inner));
      }),
    tracked: (path) => context.tracked(path),
  };

  /** Only `!` patterns can bring anything back. */
  function hasVisible(folder: string): boolean {
    return patterns.some(
      ({ negated, cleaned }) =>
        negated && (cleaned.startsWith(`${folder}/`) || /[*?[]/.test(cleaned)),
    );
  }
}
