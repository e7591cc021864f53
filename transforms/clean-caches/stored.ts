import { packageManager, type PackageManagerId } from '../../src/knowledge/package-managers.js';
import type { Removal } from '../../src/transform/removal.js';
import type { RunFacts } from './run-facts.js';

/** Where package managers store what they fetch besides the folders of the table, or what its `$` variables stand for. */
const FURTHER: Readonly<Partial<Record<PackageManagerId, readonly string[]>>> = {
  gem: ['/usr/local/bundle/cache', '/**/gems/*/cache'],
  pnpm: ['/**/pnpm/store'],
  conda: ['/**/*conda*/pkgs', '/**/*mamba*/pkgs'],
};

/**
 * What is gone once package managers store nothing. In the HOME of a user that is any folder of the right name, because
 * where a user lives can't always be told; what has such a name can be fetched again wherever it is.
 */
export function storedFiles(managers: readonly PackageManagerId[], { state }: RunFacts): Removal {
  const paths = managers.flatMap((id) => {
    const { caches, cacheVariables } = packageManager(id);
    return [
      ...caches.filter((folder) => !folder.startsWith('$')),
      ...(FURTHER[id] ?? []),
      ...cacheVariables.flatMap((name) => {
        const folder = state.environment.get(name);
        return folder?.startsWith('/') === true ? [folder] : [];
      }),
    ];
  });
  return {
    kind: 'paths',
    paths: [...new Set(paths.map((folder) => folder.replace(/^~/, '/**')))],
  };
}
