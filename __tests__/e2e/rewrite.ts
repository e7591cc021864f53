import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UNKNOWN_USE, type RepositoryUse } from '../../src/context/build-context.js';
import { fix } from '../../src/index.js';
import { createDiskContext } from '../../src/workspace/disk-context.js';
import { openRepository } from '../../src/workspace/repository.js';

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

/** A rewriting, with what was done, and what was not and why. */
export interface Rewriting {
  readonly after: BuildFiles;
  /** Ids of the transforms that changed something. */
  readonly applied: readonly string[];
  /** What was not done: `transform reason`. */
  readonly refusals: readonly string[];
}

/** What the compose files, workflows and scripts of a folder do with the image of its Dockerfile. */
export async function repositoryUse(folder: string): Promise<RepositoryUse> {
  const repository = openRepository(folder);
  const dockerfile = join(folder, 'Dockerfile');
  await repository.load(dockerfile);
  return repository.useOf(dockerfile).use;
}

/** The day for which texts are rewritten, so that a result does not change with the calendar. */
const TODAY = '2026-11-23';

/**
 * Rewrites the Dockerfile of a build context as `dockopt fix` does.
 * @param folder the root of the context; where it is no git repository, all of its files count as tracked, as those of a
 *   project do
 * @param use what the repository does with the image; see {@link repositoryUse}
 * @throws Error when the text is rejected
 */
export function rewrite(
  folder: string,
  before: BuildFiles,
  options: RewriteOptions = {},
  use: RepositoryUse = UNKNOWN_USE,
): Rewriting {
  const context = createDiskContext(folder, join(folder, 'Dockerfile'), () => []);
  const result = fix({
    text: before.dockerfile,
    dockerignore: before.dockerignore,
    context: existsSync(join(folder, '.git'))
      ? context
      : { ...context, tracked: (path) => context.entry(path) !== undefined },
    today: TODAY,
    unsafe: options.unsafe ?? false,
    only: options.only,
    use,
  });
  if (result.kind === 'rejected') throw new Error(result.problem.message);
  const { dockerfile, dockerignore, findings } = result.plan;
  return {
    after: { dockerfile: dockerfile.after, dockerignore: dockerignore.after },
    applied: [
      ...new Set(
        findings.filter(({ status }) => status === 'applied').map(({ transform }) => transform),
      ),
    ],
    refusals: [
      ...new Set(
        findings.flatMap(({ status, transform, reason }) =>
          status === 'applied' || reason === undefined ? [] : [`${transform} ${reason}`],
        ),
      ),
    ],
  };
}
