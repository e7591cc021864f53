import { join } from 'node:path';
import { fix } from '../../src/index.js';
import { createDiskContext } from '../../src/workspace/disk-context.js';

/** The two files that dockopt rewrites; `dockerignore` is empty where there is none. */
export interface BuildFiles {
  readonly dockerfile: string;
  readonly dockerignore: string;
}

/** Which transforms run, and how far they go. */
export interface RewriteOptions {
  readonly only?: readonly string[];
  readonly unsafe?: boolean;
}

/** A rewriting, with what was not done and why: one `transform reason: message` a line. */
export interface Rewriting {
  readonly after: BuildFiles;
  readonly refusals: string;
}

/** The day for which texts are rewritten, so that a result does not change with the calendar. */
const TODAY = '2026-11-23';

/**
 * Rewrites the Dockerfile of a build context as `dockopt fix` does.
 * @param folder the root of the context; all of its files count as tracked by git, as those of a project do
 * @throws Error when the text is rejected
 */
export function rewrite(
  folder: string,
  before: BuildFiles,
  options: RewriteOptions = {},
): Rewriting {
  const context = createDiskContext(folder, join(folder, 'Dockerfile'), () => []);
  const result = fix({
    text: before.dockerfile,
    dockerignore: before.dockerignore,
    context: { ...context, tracked: (path) => context.entry(path) !== undefined },
    today: TODAY,
    unsafe: options.unsafe ?? false,
    only: options.only,
  });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  const { dockerfile, dockerignore, findings } = result.plan;
  return {
    after: { dockerfile: dockerfile.after, dockerignore: dockerignore.after },
    refusals: findings
      .filter(({ status }) => status !== 'applied')
      .map(({ transform, reason, message }) => `${transform} ${reason ?? '-'}: ${message}\n`)
      .join(''),
  };
}
